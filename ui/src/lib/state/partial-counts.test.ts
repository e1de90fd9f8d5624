import { render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';

import GonePage from '../../pages/GonePage.svelte';
import ProblemsPage from '../../pages/ProblemsPage.svelte';
import MissingEntry from '../../pages/question/MissingEntry.svelte';
import { library } from '../../testing/examples';

import { folder } from './folder.svelte';
import { countSoFar, noneSoFar, responsesSoFar } from './partial-counts';

beforeEach(() => {
  folder.library = library({ documents: 40 });
  folder.takeStatus({ kind: 'stopped' });
});

afterEach(() => folder.takeStatus({ kind: 'up-to-date' }));

test('of a folder that is read in part, no count passes for the whole', () => {
  expect(countSoFar(1200)).toBe('1,200 so far');
  expect(responsesSoFar(0)).toBe('0 responses so far');
  folder.takeStatus({ kind: 'up-to-date' });
  expect([countSoFar(1200), responsesSoFar(0)]).toEqual(['1,200', 'No responses yet']);
});

test('before anything is read there is nothing to count', () => {
  folder.library = library({ documents: 0 });
  expect(countSoFar(0)).toBe('');
});

test('an empty list says that more may come', () => {
  expect(noneSoFar('Nothing.')).toBe('Nothing so far. The folder has not been read to its end yet.');
  render(ProblemsPage, { rows: [] });
  screen.getByText(/^Nothing so far/);
});

test('what is not there is not said to be missing', () => {
  render(MissingEntry, { slug: 'plinth' });
  screen.getByText('Not read yet');
  render(GonePage, { route: { kind: 'response', path: 'responses/plinth.md' } });
  screen.getByText(/so far, but the folder has not been read to its end yet/);
});
