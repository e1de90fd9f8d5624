import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import ActivityPage from './ActivityPage.svelte';

import type { ActivityEntry, Happening } from '$lib/wire';

/** Two in the afternoon of 4 March 2026, here. */
const AFTERNOON = new Date(2026, 2, 4, 14, 2).getTime();

let last = 0;

function entry(what: Happening, with_: Partial<ActivityEntry> = {}): ActivityEntry {
  return { id: last++, at: AFTERNOON, place: '~/seminar', what, times: 1, ...with_ };
}

test('before anything has happened the page says so', () => {
  render(ActivityPage, { entries: [] });
  screen.getByRole('heading', { name: 'Activity' });
  screen.getByText('Nothing worth a word has happened since the program was started.');
});

test('an index that was made anew is no reason to fear for the folder', () => {
  render(ActivityPage, { entries: [entry({ kind: 'rebuilt' })] });
  screen.getByText(/^The index of this folder was damaged, .* Nothing in the folder was touched\.$/);
  screen.getByText('14:02');
  screen.getByRole('heading', { name: '4 March 2026' });
});

test.each<[Happening, string]>([
  [
    { kind: 'first-reading', files: 33, milliseconds: 3240 },
    'The folder was read for the first time: 33 files in 3.2 seconds.',
  ],
  [
    { kind: 'first-reading', files: 100_000, milliseconds: 72_000 },
    'The folder was read for the first time: 100,000 files in 1 minute, 12 seconds.',
  ],
  [
    { kind: 'found-by-sweep', files: 1 },
    '1 file had changed without a sign of it. It was found by reading every file again, and is shown as it is now.',
  ],
  [{ kind: 'offline', reason: 'The drive is away.' }, 'The drive is away.'],
  [{ kind: 'returned' }, 'The folder is there again.'],
  [{ kind: 'polling', reason: 'No signs come.' }, 'No signs come.'],
  [{ kind: 'watching' }, 'The system tells of changes again, so they are shown at once.'],
  [{ kind: 'stopped' }, 'You stopped the reading of the folder. Only what had been read by then was shown.'],
  [{ kind: 'gone-on' }, 'You let the reading of the folder go on.'],
  [{ kind: 'note', text: 'The disk is full.', warning: true }, 'The disk is full.'],
])('%o is told in a sentence', (what, sentence) => {
  render(ActivityPage, { entries: [entry(what)] });
  screen.getByText(sentence);
});

test('each day has its heading, the latest first', () => {
  const yesterday = AFTERNOON - 24 * 60 * 60 * 1000;
  render(ActivityPage, {
    entries: [
      entry({ kind: 'returned' }),
      entry({ kind: 'offline', reason: 'Gone.' }),
      entry({ kind: 'rebuilt' }, { at: yesterday }),
    ],
  });
  const days = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent);
  expect(days).toEqual(['4 March 2026', '3 March 2026']);
  expect(screen.getAllByRole('list').map((list) => list.children.length)).toEqual([2, 1]);
});

test('a folder is named only where there is another, and what came again is counted', () => {
  const one = [entry({ kind: 'rebuilt' }, { times: 3 })];
  const { rerender } = render(ActivityPage, { entries: one });
  screen.getByText('3 times, most recently at 14:02');
  expect(screen.queryByText('~/seminar')).toBeNull();
  return rerender({ entries: [entry({ kind: 'rebuilt' }, { place: '~/other' }), ...one] }).then(() => {
    screen.getByText('~/seminar');
    screen.getByText('~/other');
  });
});
