import { expect, test } from 'vitest';

import { fakeProgram } from '../../testing/fake-program';

import { program } from './program';

test('a command is asked by its name, with its arguments by theirs', async () => {
  const asked = fakeProgram({ compare_kept: () => ({ pieces: [], added: 0, removed: 0 }) as never });
  await program.compareKept(3, null, 5);
  expect(asked).toEqual([{ command: 'compare_kept', asked: { id: 3, path: null, other: 5 } }]);
});

test('an argument of another type does not pass the check of types', () => {
  fakeProgram({});
  // @ts-expect-error A question is named by its path.
  program.question(7).catch(() => undefined);
  // @ts-expect-error Whether it is shown must be said.
  program.showRound('questions/deference.md').catch(() => undefined);
});
