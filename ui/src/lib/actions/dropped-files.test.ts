import { afterEach, expect, test } from 'vitest';

import { fakeProgram, settled } from '../../testing/fake-program';

import { notes } from '$lib/state/notes.svelte';

import { droppedFiles } from './dropped-files';

const dropped = { number: 3, count: 2, left: 40, top: 50 };

afterEach(() => {
  droppedFiles.into = null;
  notes.shown = [];
});

test('each file that is dropped on a text is kept by the program, which says what it leaves out', async () => {
  const asked: unknown[] = [];
  fakeProgram({
    keep_note: () => undefined as never,
    keep_dropped: ({ number, index }) => {
      asked.push([number, index]);
      if (index === 1) throw { code: 'entry', message: 'notes.txt was left out.' };
      return '/images/a.png';
    },
  });
  const kept: (string | null)[] = [];
  droppedFiles.into = (at, pictures) => {
    expect(at).toEqual({ left: 40, top: 50 });
    void (async () => {
      for (const keep of pictures) kept.push(await keep());
    })();
    return true;
  };
  droppedFiles.take(dropped);
  await settled();
  await settled();
  expect(asked).toEqual([
    [3, 0],
    [3, 1],
  ]);
  expect(kept).toEqual(['/images/a.png', null]);
  expect(notes.shown.map(({ text }) => text)).toEqual(['notes.txt was left out.']);
});

test('what falls beside the text of a draft is left where it is, and that is said', () => {
  fakeProgram({ keep_note: () => undefined as never });
  droppedFiles.take(dropped);
  droppedFiles.into = () => false;
  droppedFiles.take(dropped);
  expect(notes.shown.map(({ warning }) => warning)).toEqual([true]);
});
