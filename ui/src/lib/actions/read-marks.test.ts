import { afterEach, beforeEach, expect, test } from 'vitest';

import { card, questionPage, responsePage, unread } from '../../testing/examples';
import { fakeProgram, settled } from '../../testing/fake-program';

import { news } from '$lib/state/news.svelte';
import { notes } from '$lib/state/notes.svelte';
import { page } from '$lib/state/page.svelte';
import { pane } from '$lib/state/pane.svelte';
import { router } from '$lib/state/router.svelte';

import { act } from './act';

const NEXT = { kind: 'response', path: 'responses/next.md', title: 'Next' };

let heard: { command: string; asked: Record<string, unknown> }[];
let next: typeof NEXT | null;

beforeEach(async () => {
  document.body.innerHTML = '<main></main>';
  pane.element = document.querySelector('main');
  history.replaceState(null, '', '#/library');
  router.start()();
  notes.shown = [];
  next = NEXT;
  heard = fakeProgram({
    news: () => ({ since: null, unread: [unread({ path: NEXT.path })], fresh: 0 }),
    next_unread: () => next,
    mark_read: () => true,
    mark_unread: () => true,
    keep_note: () => null as never,
  });
  await news.read();
  heard.length = 0;
});

afterEach(() => {
  page.leave();
  news.leave();
});

function show(): void {
  page.content = { kind: 'response', page: responsePage({ card: card({ path: 'responses/here.md' }) }) };
}

test('N goes to the unread document after the one that is shown', async () => {
  show();
  act('next-unread');
  await settled();
  expect(heard[0]).toEqual({ command: 'next_unread', asked: { from: 'responses/here.md' } });
  expect(router.place.route).toEqual({ kind: 'response', path: NEXT.path });
});

test('where nothing more is unread, that is said', async () => {
  next = null;
  act('next-unread');
  await settled();
  expect(notes.shown[0]?.text).toBe('Nothing else is unread.');
  news.leave();
  act('next-unread');
  await settled();
  expect(notes.shown[1]?.text).toBe('Nothing is unread.');
});

test('M marks what is shown, with the text that it was', async () => {
  show();
  act('toggle-read');
  await settled();
  expect(heard[0]).toEqual({ command: 'mark_unread', asked: { path: 'responses/here.md' } });
  news.rows = [unread({ path: 'responses/here.md' })];
  heard.length = 0;
  act('toggle-read');
  await settled();
  expect(heard[0]).toEqual({ command: 'mark_read', asked: { path: 'responses/here.md', wording: '7' } });
});

test('M marks the card that has the focus, which was not opened', async () => {
  page.content = { kind: 'question', page: questionPage() };
  const main = document.querySelector('main');
  if (main)
    main.innerHTML = `<article data-markable="${NEXT.path}"><a href="#x" data-step>Next</a></article>`;
  document.querySelector('a')?.focus();
  act('toggle-read');
  await settled();
  expect(heard[0]).toEqual({ command: 'mark_read', asked: { path: NEXT.path, wording: null } });
});

test('Space pages, and at the end of a text goes to the next unread', async () => {
  show();
  const main = document.querySelector('main');
  if (!main) throw new Error('no pane');
  let paged = 0;
  main.scrollBy = () => void (paged += 1);
  Object.defineProperty(main, 'scrollHeight', { value: 1000, configurable: true });
  Object.defineProperty(main, 'clientHeight', { value: 400, configurable: true });
  main.scrollTop = 100;
  act('page-down');
  await settled();
  expect([paged, heard.length]).toEqual([1, 0]);
  main.scrollTop = 600;
  act('page-down');
  await settled();
  expect([paged, heard[0]?.command]).toEqual([1, 'next_unread']);
});
