// Everything that the page asks of the program, and the events that it hears. No other module talks to the program.
import { convertFileSrc } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';

import { commands, type Events, type WireError } from './wire';

export const program = {
  ...commands,

  /** The address of a picture of the folder. */
  picture: (path: string) => convertFileSrc(path, 'content'),

  /** Calls `hear` at each event of that name, until the returned function is called. */
  on<E extends keyof Events>(event: E, hear: (payload: Events[E]) => void): () => void {
    const stop = listen<Events[E]>(event, ({ payload }) => hear(payload));
    return () => void stop.then((unlisten) => unlisten());
  },
};

/** Whatever was thrown, as the program's own kind of error. */
export function failureOf(thrown: unknown): WireError {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown) {
    return thrown as WireError;
  }
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown) };
}
