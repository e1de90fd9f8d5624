import { cleanup, render, screen, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { letDialogsOpen } from '../testing/dialogs';
import { fakeProgram, settled } from '../testing/fake-program';

import type { Comparison, VersionRow } from '$lib/program/wire';

import VersionsDialog from './VersionsDialog.svelte';

beforeEach(letDialogsOpen);
afterEach(cleanup);

const AFTERNOON = new Date(2026, 2, 4, 14, 24, 5).getTime();
const SECOND = 1000;
const HOUR = 3600 * SECOND;

function version(id: number, at: number, with_: Partial<VersionRow> = {}): VersionRow {
  return { id, at, kind: 'sitting', name: null, words: 5, added: 5, removed: 2, ...with_ };
}

async function opened(rows: VersionRow[], comparison: Partial<Comparison> = {}) {
  fakeProgram({
    draft_versions: () => rows,
    compare_version: () => ({ pieces: [], added: 0, removed: 0, ...comparison }),
  });
  render(VersionsDialog, { id: 1, naming: false, onclose: () => undefined });
  await settled();
  await settled();
}

test('of a conflict’s two texts one sees which is the draft’s and which came from the folder', async () => {
  await opened([version(1, AFTERNOON), version(2, AFTERNOON + SECOND, { kind: 'outside' })]);
  within(screen.getByRole('button', { name: /^End of a session/ })).getByText('your draft');
  within(screen.getByRole('button', { name: /^From the folder/ })).getByText('written elsewhere');
});

test('versions that lie close together stand under one heading, each with its second', async () => {
  await opened([
    version(1, AFTERNOON - 30 * HOUR),
    version(2, AFTERNOON),
    version(3, AFTERNOON + 7 * SECOND, { kind: 'outside' }),
    version(4, AFTERNOON + 60 * SECOND),
  ]);
  const together = within(screen.getByRole('list', { name: '4 March 2026, 14:24–14:25' }));
  const times = together.getAllByRole('button').map((row) => row.querySelector('time')?.textContent);
  expect(times).toEqual(['14:25:05', '14:24:12', '14:24:05']);
  screen.getByText('3 March 2026, 08:24');
  const { violations } = await axe.run(screen.getByRole('dialog'), {
    rules: { 'color-contrast': { enabled: false } },
  });
  expect(violations).toEqual([]);
});

test('the version that was kept last comes first, whatever a wrong clock said of one before', async () => {
  const named = (id: number, at: number) => version(id, at, { kind: 'named', name: `Version ${id}` });
  await opened([named(1, new Date(2100, 0, 1).getTime()), named(2, AFTERNOON), named(3, 0)]);
  const rows = screen.getAllByRole('button', { name: /Version \d/ });
  expect(rows.map((row) => /Version (\d)/.exec(row.textContent ?? '')?.[1])).toEqual(['3', '2', '1']);
});

test('where no word was added or removed, no figure says so', async () => {
  const rows = [
    version(1, AFTERNOON - 90 * HOUR, { removed: 0 }),
    version(2, AFTERNOON - 60 * HOUR, { added: 0 }),
    version(3, AFTERNOON, { added: 0, removed: 0 }),
  ];
  await opened(rows, { added: 5, removed: 0 });
  screen.getByText('+5 words');
  screen.getByText('−2 words');
  screen.getByText('spaces or details only');
  screen.getByText('5 words added');
  cleanup();
  await opened(rows, { added: 0, removed: 1 });
  screen.getByText('1 word removed');
  cleanup();
  await opened(rows, { added: 1, removed: 20 });
  screen.getByText('1 word added, 20 removed');
});
