import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { router } from './router.svelte';
import { Searching } from './searching.svelte';

let searching: Searching;

beforeEach(() => {
  vi.useFakeTimers();
  searching = new Searching();
  router.go({ kind: 'library' });
});

afterEach(() => vi.useRealTimers());

test('the folder is searched once the typing pauses', () => {
  searching.type('d');
  searching.type('de');
  searching.type('def');
  expect(router.place.route.kind).toBe('library');
  vi.advanceTimersByTime(200);
  expect(router.place.route).toEqual({ kind: 'search', query: 'def' });
});

test('a whole word typed is one step back', () => {
  const before = router.place.index;
  for (const text of ['d', 'de', 'def']) {
    searching.type(text);
    vi.advanceTimersByTime(200);
  }
  expect(router.place.index).toBe(before + 1);
});

test('what is typed meanwhile is not taken back by the search of what was typed before', () => {
  searching.type('de ');
  vi.advanceTimersByTime(200);
  searching.follow(router.place.route);
  expect(searching.text).toBe('de ');
});

test('going elsewhere empties the field and stops a search that has not begun', () => {
  searching.type('def');
  searching.follow({ kind: 'unfiled' });
  vi.advanceTimersByTime(500);
  expect([searching.text, router.place.route.kind]).toEqual(['', 'library']);
});

test('going back to a search shows its query again', () => {
  searching.follow({ kind: 'search', query: 'deference' });
  expect(searching.text).toBe('deference');
});
