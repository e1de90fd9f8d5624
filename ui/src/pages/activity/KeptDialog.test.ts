import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { letDialogsOpen } from '../../testing/dialogs';
import { record } from '../../testing/examples';
import { fakeProgram, settled } from '../../testing/fake-program';

import type { KeptEntry, KeptPage } from '$lib/program/wire';

import KeptDialog from './KeptDialog.svelte';

beforeEach(letDialogsOpen);
afterEach(cleanup);

const AFTERNOON = new Date(2026, 2, 4, 14, 2).getTime();
const COPY = 'responses/wrist.sync-conflict-20260101-120000-ABCDEFG.md';

function entry(id: number, path: string, title = 'Left Wrist'): KeptEntry {
  return { id, path, title, people: ['Kirsten Aasgaard'], isThere: false };
}

async function opened(entries: KeptEntry[], with_: Partial<KeptPage> = {}) {
  fakeProgram({
    kept_together: () => entries,
    kept_text: ({ id }) => ({
      ...{ id: id as number, path: 'responses/wrist.md', kind: 'response', title: 'Left Wrist' },
      ...{ people: ['Kirsten Aasgaard'], at: AFTERNOON, until: AFTERNOON, html: '', raw: false },
      ...{ isWhole: true, putBack: null, putBackAs: 'responses/wrist.md', others: [] },
      ...with_,
    }),
  });
  const row = record({ doing: 'changed', mine: 'settled', texts: entries.length, kept: 7 });
  render(KeptDialog, { row, onclose: () => undefined });
  await settled();
  await settled();
}

test('of two texts of one title the file’s name tells which is which', async () => {
  await opened([entry(7, 'responses/wrist.md'), entry(8, COPY), entry(9, 'responses/b.md', 'Another')]);
  const rows = screen.getAllByRole('listitem').map((row) => row.textContent.replace(/\s+/g, ' ').trim());
  expect(rows).toEqual([
    'Left Wrist wrist.md',
    `Left Wrist ${COPY.replace('responses/', '')}`,
    'Another Kirsten Aasgaard',
  ]);
});

test('the texts of a settled conflict are not said to have left the folder', async () => {
  await opened([entry(7, 'responses/wrist.md'), entry(8, COPY)]);
  screen.getByText(/^Kept when the conflict was settled, 4 March 2026, 14:02\./);
  expect(screen.queryByText(/Left the folder/)).toBeNull();
});

test('a text of some megabytes is shown a part at a time', async () => {
  await opened([entry(7, 'responses/wrist.md')], { raw: true, html: 'word '.repeat(500_000) });
  expect(document.querySelector('.one pre')?.textContent).toHaveLength(100_000);
  screen.getByRole('button', { name: 'Show more of it', hidden: true }).click();
  await settled();
  expect(document.querySelector('.one pre')?.textContent).toHaveLength(200_000);
});
