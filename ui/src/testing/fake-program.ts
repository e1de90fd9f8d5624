// A stand-in for the program in tests: it answers as a test says.
import { clearMocks, mockConvertFileSrc, mockIPC } from '@tauri-apps/api/mocks';

import type { Answers } from '$lib/program/wire';

export type Asked = Record<string, unknown>;
type Told = { [C in keyof Answers]?: (asked: Asked) => Answers[C] | Promise<Answers[C]> };

/** Answers each command by the function of its name. Returns what was asked, in order. */
export function fakeProgram(answers: Told): { command: string; asked: Asked }[] {
  clearMocks();
  const heard: { command: string; asked: Asked }[] = [];
  mockIPC(
    (command, asked) => {
      heard.push({ command, asked: (asked ?? {}) as Asked });
      const answer = answers[command as keyof Answers];
      if (!answer) throw { code: 'internal', message: `nobody answers ${command}` };
      return answer((asked ?? {}) as Asked);
    },
    { shouldMockEvents: true },
  );
  mockConvertFileSrc('linux');
  return heard;
}

/** A promise, and the function that keeps it. */
export function later<T>(): { promise: Promise<T>; keep: (value: T) => void } {
  let keep: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => (keep = resolve));
  return { promise, keep };
}

/** Lets everything that is ready happen. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
