import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { router } from './router.svelte';
import { SearchField } from './search-field.svelte';

let searchField: SearchField;

beforeEach(() => {
  vi.useFakeTimers();
  searchField = new SearchField();
  router.go({ kind: 'library' });
});

afterEach(() => vi.useRealTimers());

test('the folder is searched once the typing pauses', () => {
  searchField.type('d');
  searchField.type('de');
  searchField.type('def');
  expect(router.place.route.kind).toBe('library');
  vi.advanceTimersByTime(200);
  expect(router.place.route).toEqual({ kind: 'search', query: 'def' });
});

test('a whole word typed is one step back', () => {
  const before = router.place.index;
  for (const text of ['d', 'de', 'def']) {
    searchField.type(text);
    vi.advanceTimersByTime(200);
  }
  expect(router.place.index).toBe(before + 1);
});

test('what is typed meanwhile is not taken back by the search of what was typed before', () => {
  searchField.type('de ');
  vi.advanceTimersByTime(200);
  searchField.follow(router.place.route);
  expect(searchField.text).toBe('de ');
});

test('going elsewhere empties the field and stops a search that has not begun', () => {
  searchField.type('def');
  searchField.follow({ kind: 'unfiled' });
  vi.advanceTimersByTime(500);
  expect([searchField.text, router.place.route.kind]).toEqual(['', 'library']);
});

test('going back to a search shows its query again', () => {
  searchField.follow({ kind: 'search', query: 'deference' });
  expect(searchField.text).toBe('deference');
});
