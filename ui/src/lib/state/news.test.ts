import { afterEach, beforeEach, expect, test } from 'vitest';

import { unread } from '../../testing/examples';
import { fakeProgram } from '../../testing/fake-program';

import { news } from './news.svelte';
import { notes } from './notes.svelte';

beforeEach(() => news.leave());
afterEach(() => (notes.shown = []));

test('unread responses are counted for every question that they belong to', async () => {
  const rows = [
    unread({ path: 'responses/a.md', questions: ['questions/one.md', 'questions/two.md'] }),
    unread({ path: 'responses/b.md', questions: ['questions/one.md'] }),
    unread({ path: 'questions/two.md', isQuestion: true, questions: [] }),
  ];
  fakeProgram({ news: () => ({ since: null, unread: rows, fresh: 0 }) });
  await news.read();
  expect(['one', 'two', 'three'].map((name) => news.responsesOf(`questions/${name}.md`))).toEqual([2, 1, 0]);
  expect(news.of('questions/two.md')?.isQuestion).toBe(true);
  expect(news.of('questions/one.md')).toBeUndefined();
});

test('what the program has not marked stays unread', async () => {
  let isMarked = false;
  fakeProgram({
    news: () => ({ since: null, unread: [unread()], fresh: 0 }),
    mark_read: () => isMarked,
  });
  await news.read();
  await news.markRead(unread().path, '7');
  expect(news.rows).toHaveLength(1);
  isMarked = true;
  await news.markRead(unread().path, '7');
  expect(news.rows).toHaveLength(0);
});

test('where nothing can be marked, that is said', async () => {
  fakeProgram({
    mark_unread: () => {
      throw { code: 'desk', message: 'The disk is full.' };
    },
    keep_note: () => null as never,
  });
  await news.markUnread('responses/a.md');
  expect(notes.shown.map((note) => note.text)).toEqual(['The disk is full.']);
});
