import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';

import type { QuestionRow } from '$lib/program/wire';

import QuestionLink from './QuestionLink.svelte';

afterEach(cleanup);

const question: QuestionRow = {
  path: 'questions/a.md',
  title: 'May a translator correct the author?',
  day: '2026-06-04',
  scheduled: false,
  responses: 6,
  missing: 1,
  due: null,
  closed: false,
};

/** The question's title as it is in the column, so many pixels high, with room for 60. */
async function pointedAt(height: number) {
  render(QuestionLink, { question });
  const title = screen.getByText(question.title);
  Object.defineProperties(title, { scrollHeight: { value: height }, clientHeight: { value: 60 } });
  await fireEvent.pointerEnter(title);
  return title.closest('a')?.title || title.title;
}

test('only a title that is cut off is shown in a tooltip', async () => {
  expect(await pointedAt(61)).toBe('');
  cleanup();
  expect(await pointedAt(80)).toBe(question.title);
});
