import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';

import type { Hit, SearchResults } from '$lib/program/wire';
import { folder } from '$lib/state/folder.svelte';

import SearchPage from './SearchPage.svelte';

const hit: Hit = {
  target: { kind: 'response', path: 'responses/a.md', title: 'A' },
  forms: [],
  people: 'Jane Doe',
  question: null,
  snippet: [{ text: 'A court', marked: false }],
};

function found(with_: Partial<SearchResults> = {}): { results: SearchResults } {
  return { results: { query: 'court', total: 1, more: false, hits: [hit], hides: false, ...with_ } };
}

afterEach(() => {
  cleanup();
  folder.takeStatus({ kind: 'up-to-date' });
});

test('what is too much to rank is not counted, and says what comes first', () => {
  render(SearchPage, found({ total: 5000, more: true }));
  screen.getByText(
    'More than 5,000 documents contain “court”: those with the words in the title, thesis or names come first',
  );
  screen.getByText('The first 1 are shown.');
});

test('what can be ranked is counted, and the best of it is shown', () => {
  render(SearchPage, found({ total: 12 }));
  screen.getByText('12 documents contain “court”');
  screen.getByText('The best 1 are shown.');
});

test('while the folder is being read, nothing found is not said to be nothing there', () => {
  folder.takeStatus({ kind: 'working' });
  render(SearchPage, found({ total: 0, hits: [] }));
  screen.getByText('Nothing so far contains “court”. The folder has not been read to its end yet.');
  expect(screen.queryByText(/Try fewer words/)).toBeNull();
});

test('of a folder that is read in part, what was found is a part', () => {
  folder.takeStatus({ kind: 'stopped' });
  render(SearchPage, found());
  screen.getByText('1 document contains “court” so far');
});

test('in a folder that is read, nothing found is said plainly', () => {
  folder.takeStatus({ kind: 'up-to-date' });
  render(SearchPage, found({ total: 0, hits: [] }));
  screen.getByText('Nothing in the folder contains “court”.');
  screen.getByText(/Try fewer words/);
});
