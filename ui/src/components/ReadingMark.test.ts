import { render, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { unread } from '../testing/examples';
import { fakeProgram } from '../testing/fake-program';

import { MOMENT } from '$lib/dom/on-screen';
import type { Unread } from '$lib/program/wire';
import { dialogs } from '$lib/state/dialogs.svelte';
import { news } from '$lib/state/news.svelte';
import { heed } from '$lib/state/stale';

import ReadingMark from './ReadingMark.svelte';

const PATH = 'responses/expertise.md';

let rows: Unread[];
let hasFocus = true;

function told() {
  return fakeProgram({
    news: () => ({ since: null, unread: rows, fresh: 0 }),
    mark_read: () => ((rows = []), true),
    mark_unread: () => {
      rows = [unread({ why: 'marked' })];
      heed([{ kind: 'news' }]);
      return true;
    },
  });
}

beforeEach(async () => {
  vi.useFakeTimers();
  hasFocus = true;
  document.hasFocus = () => hasFocus;
  rows = [unread()];
  told();
  news.leave();
  dialogs.comparing = null;
  await news.read();
});

afterEach(() => void vi.useRealTimers());

function shown() {
  return render(ReadingMark, { path: PATH, wording: '7', title: 'Expertise' });
}

test('what has been on the screen for a moment is read, and says which text that was', async () => {
  const heard = told();
  shown();
  screen.getByText('Unread');
  await vi.advanceTimersByTimeAsync(MOMENT - 1);
  expect(heard).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(heard).toEqual([{ command: 'mark_read', asked: { path: PATH, wording: '7' } }]);
  expect(screen.queryByText('Unread')).toBeNull();
});

test('nothing is read while the person looks elsewhere, nor once she has left', async () => {
  const heard = told();
  hasFocus = false;
  const { unmount } = shown();
  await vi.advanceTimersByTimeAsync(3 * MOMENT);
  expect(heard).toEqual([]);
  hasFocus = true;
  dispatchEvent(new Event('focus'));
  await vi.advanceTimersByTimeAsync(MOMENT / 2);
  unmount();
  await vi.advanceTimersByTimeAsync(MOMENT);
  expect(heard).toEqual([]);
});

test('what is marked as unread by hand stays so for as long as it is on the screen', async () => {
  shown();
  await vi.advanceTimersByTimeAsync(MOMENT);
  screen.getByRole('button', { name: 'Mark as unread' }).click();
  await vi.advanceTimersByTimeAsync(3 * MOMENT);
  screen.getByText('Unread');
  screen.getByRole('button', { name: 'Mark as read' }).click();
  await vi.advanceTimersByTimeAsync(1);
  expect(screen.queryByText('Unread')).toBeNull();
});

test('what changed stays at hand after it counts as read', async () => {
  rows = [unread({ why: 'changed', read: new Date(2026, 2, 1, 14, 2).getTime(), comparable: true })];
  await news.read();
  shown();
  screen.getByText('Changed since you read it');
  await vi.advanceTimersByTimeAsync(MOMENT);
  expect(screen.queryByText('Changed since you read it')).toBeNull();
  screen.getByText('This has changed since you read it (1 March 2026, 14:02).');
  screen.getByRole('button', { name: 'Show what changed' }).click();
  expect(dialogs.comparing).toEqual({ path: PATH, title: 'Expertise' });
});

test('it has no fault that axe can find', async () => {
  vi.useRealTimers();
  rows = [unread({ why: 'changed', read: 0, comparable: true })];
  await news.read();
  const { container } = shown();
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations).toEqual([]);
});

test('of a text that was never opened it is told when it changed, since nothing is kept to compare it with', async () => {
  const at = new Date(2026, 2, 4, 21, 49).getTime();
  vi.setSystemTime(at + 60_000);
  rows = [unread({ why: 'changed', at })];
  await news.read();
  shown();
  screen.getByText(/^Changed .*21:49\. What it said before was not kept/);
  await vi.advanceTimersByTimeAsync(MOMENT);
  // It is read by now, and this is said all the same.
  expect(screen.queryByText('Changed', { exact: true })).toBeNull();
  screen.getByText(/21:49/);
});
