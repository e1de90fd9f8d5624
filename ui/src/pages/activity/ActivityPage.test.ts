import { cleanup, render, screen, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { letDialogsOpen } from '../../testing/dialogs';
import { record } from '../../testing/examples';
import { fakeProgram, settled } from '../../testing/fake-program';

import type { ActivityEntry, Happening, KeptPage, RecordRow } from '$lib/program/wire';
import { notes } from '$lib/state/notes.svelte';

import ActivityPage from './ActivityPage.svelte';

beforeEach(() => {
  letDialogsOpen();
  notes.shown = [];
});

afterEach(cleanup);

/** Two in the afternoon of 4 March 2026, here. */
const AFTERNOON = new Date(2026, 2, 4, 14, 2).getTime();

let last = 0;

function entry(what: Happening, with_: Partial<ActivityEntry> = {}): ActivityEntry {
  return { id: last++, at: AFTERNOON, place: '~/seminar', what, times: 1, ...with_ };
}

test('before anything has happened the page says so', () => {
  render(ActivityPage, { entries: [] });
  screen.getByRole('heading', { name: 'Activity' });
  screen.getByText('Nothing has happened yet since the folder was first read.');
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
    '1 file had changed without the system reporting it. It was found by reading every file again, and is shown as it is now.',
  ],
  [{ kind: 'offline', reason: 'The drive is away.' }, 'The drive is away.'],
  [{ kind: 'returned' }, 'The folder is there again.'],
  [{ kind: 'polling', reason: 'No signs come.' }, 'No signs come.'],
  [{ kind: 'watching' }, 'The system reports changes again, so they are shown at once.'],
  [{ kind: 'read-only', reason: 'It cannot be written into.' }, 'It cannot be written into.'],
  [{ kind: 'writable' }, 'The folder can be written into again.'],
  [{ kind: 'stopped' }, 'You stopped reading the folder. Only what had been read by then was shown.'],
  [{ kind: 'gone-on' }, 'You continued reading the folder.'],
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

test.each<[Partial<RecordRow>, string]>([
  [{}, '“Expertise is not authority” by Jane Doe arrived.'],
  [{ people: [] }, '“Expertise is not authority” arrived.'],
  [
    { people: ['Jane Doe', 'Ali Reza'], doing: 'changed' },
    '“Expertise is not authority” by Jane Doe and Ali Reza changed.',
  ],
  [
    { doing: 'renamed', wasAt: 'responses/old.md' },
    'The file of “Expertise is not authority” by Jane Doe was renamed.',
  ],
  [{ doing: 'withdrawn' }, '“Expertise is not authority” by Jane Doe left the folder.'],
  [
    { kind: 'question', title: 'Should courts defer?', people: [], doing: 'changed' },
    'The question “Should courts defer?” changed.',
  ],
  [{ kind: 'contributor', title: 'Jane Doe', people: [] }, 'The profile “Jane Doe” arrived.'],
  [{ path: '', documents: 20_000 }, '20,000 documents arrived.'],
  [{ path: '', documents: 300, doing: 'withdrawn' }, '300 documents left the folder.'],
  [{ mine: 'published' }, 'You published “Expertise is not authority”.'],
  [
    { mine: 'published', kind: 'question', title: 'Should courts defer?', doing: 'changed' },
    'The list of responses to the question “Should courts defer?” changed.',
  ],
  [{ mine: 'undone', doing: 'withdrawn' }, 'You undid the publication of “Expertise is not authority”.'],
  [
    { doing: 'copy-removed' },
    'The second text of “Expertise is not authority” by Jane Doe, a sync program’s copy, was removed.',
  ],
  [
    { mine: 'settled', doing: 'changed' },
    'You settled a conflict between two texts of “Expertise is not authority”.',
  ],
  [{ mine: 'settled' }, 'You kept the second text of “Expertise is not authority” as a separate file.'],
  [
    { mine: 'unpublished', doing: 'withdrawn' },
    'You withdrew “Expertise is not authority” from the folder. It is a draft of yours now.',
  ],
  [{ mine: 'undone' }, 'You undid the withdrawal of “Expertise is not authority”.'],
  [{ mine: 'undone', doing: 'changed' }, 'You undid a change to “Expertise is not authority”.'],
  [
    { mine: 'published', kind: 'contributor', title: 'Jane Doe', people: [] },
    'You published your profile “Jane Doe”.',
  ],
  [{ mine: 'put-back' }, 'You put “Expertise is not authority” back into the folder.'],
])('the record’s %o is told in a sentence', (row, sentence) => {
  render(ActivityPage, { entries: [], records: [record(row)] });
  screen.getByText(sentence);
});

test('a document that is there can be opened, and the text of one that left be read', () => {
  const rows = [
    record({ id: 2, doing: 'withdrawn', path: 'responses/gone.md', texts: 1, kept: 7 }),
    record({ isThere: true }),
  ];
  render(ActivityPage, { entries: [], records: rows });
  const open = screen.getByRole('link', { name: 'Open “Expertise is not authority” by Jane Doe' });
  expect(open.getAttribute('href')).toBe('#/response/responses/expertise.md');
  screen.getByRole('button', { name: 'Read the last text of “Expertise is not authority” by Jane Doe' });
});

test.each<[string, Partial<RecordRow>]>([
  ['Read the texts of {} before the conflict was settled', { doing: 'changed', mine: 'settled' }],
  ['Read the last text of {}', { doing: 'withdrawn' }],
  ['Read the last text of {}', { doing: 'copy-removed' }],
  ['Read what {} said', { doing: 'changed', mine: 'undone' }],
  ['Read what {} said', { doing: 'withdrawn', mine: 'undone' }],
  ['Read what {} said', { doing: 'changed' }],
  ['Read what {} said', { doing: 'renamed' }],
])('wherever texts are kept they can be read, though a document is there: %s', (says, row) => {
  render(ActivityPage, { entries: [], records: [record({ ...row, isThere: true, texts: 2, kept: 7 })] });
  const name = '“Expertise is not authority” by Jane Doe';
  screen.getByRole('button', { name: says.replace('{}', name) });
  screen.getByRole('link', { name: `Open ${name}` });
});

test('where no text is kept, none is offered', () => {
  const rows = [record({ isThere: true }), record({ id: 2, doing: 'withdrawn' })];
  const { container } = render(ActivityPage, { entries: [], records: rows });
  expect(container.querySelectorAll('.entry button')).toHaveLength(0);
});

test('what the program did stands apart, and one sort can be shown alone', async () => {
  const rows = [
    record({ id: 3, at: AFTERNOON }),
    record({ id: 2, at: AFTERNOON, doing: 'withdrawn', texts: 1, kept: 1 }),
    record({ id: 1, at: AFTERNOON, doing: 'renamed' }),
  ];
  const { container } = render(ActivityPage, { entries: [entry({ kind: 'rebuilt' })], records: rows });
  screen.getByRole('heading', { name: 'What the program did since it was started' });
  expect(screen.getAllByRole('list').map((list) => list.children.length)).toEqual([3, 1]);
  const shown = async (name: string) => {
    screen.getByRole('button', { name }).click();
    await settled();
    return [...container.querySelectorAll('.sentence')].map((sentence) => sentence.textContent.trim());
  };
  expect(await shown('What left')).toEqual(['“Expertise is not authority” by Jane Doe left the folder.']);
  expect(await shown('What changed')).toHaveLength(1);
  expect(await shown('The program')).toEqual([expect.stringMatching(/^The index/)]);
  expect(await shown('What you did')).toEqual([]);
  screen.getByText('Nothing of this kind has happened.');
  expect(screen.getByRole('button', { name: 'What you did' }).getAttribute('aria-pressed')).toBe('true');
});

test('the page has no fault that axe can find', async () => {
  const rows = [record({ doing: 'withdrawn', texts: 1, kept: 7 }), record({ id: 2, isThere: true })];
  const { container } = render(ActivityPage, { entries: [entry({ kind: 'rebuilt' })], records: rows });
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations).toEqual([]);
});

const KEPT: KeptPage = {
  id: 7,
  path: 'responses/expertise.md',
  kind: 'response',
  title: 'Expertise is not authority',
  people: ['Jane Doe'],
  at: AFTERNOON,
  until: AFTERNOON + 90 * 24 * 60 * 60 * 1000,
  html: '<p>It began like this.</p>',
  raw: false,
  isWhole: true,
  putBack: null,
  putBackAs: 'responses/expertise.md',
  others: [{ kind: 'document', path: 'responses/expertise-2.md', title: 'Expertise, again' }],
};

async function read(kept: Partial<KeptPage> = {}, line: Partial<RecordRow> = { doing: 'withdrawn' }) {
  const asked = fakeProgram({
    kept_text: () => ({ ...KEPT, ...kept }),
    compare_kept: () => ({
      added: 1,
      removed: 1,
      pieces: [
        { side: 'both', text: 'It ' },
        { side: 'removed', text: 'began' },
        { side: 'added', text: 'begins' },
      ],
    }),
    put_back: () => ({ target: { kind: 'response', path: KEPT.path, title: KEPT.title }, renamed: false }),
    take_out: () => null,
    keep_note: () => null,
  });
  const row = record({ ...line, texts: 1, kept: 7 });
  render(ActivityPage, { entries: [], records: [row] });
  screen.getByRole('button', { name: /^Read / }).click();
  await settled();
  await settled();
  return { asked, dialog: within(screen.getByRole('dialog')) };
}

test('a last text is read, compared with what is there, put back, and that taken back', async () => {
  const { asked, dialog } = await read();
  dialog.getByRole('heading', { name: 'Expertise is not authority' });
  dialog.getByText('It began like this.');
  dialog.getByText(/^Left the folder 4 March 2026, 14:02\. Kept on this computer until 2 June 2026\.$/);
  const found = await axe.run(screen.getByRole('dialog'), {
    rules: { 'color-contrast': { enabled: false } },
  });
  expect(found.violations).toEqual([]);
  const select = dialog.getByRole<HTMLSelectElement>('combobox');
  select.selectedIndex = 1;
  select.dispatchEvent(new Event('change'));
  await settled();
  await settled();
  expect(asked.find(({ command }) => command === 'compare_kept')?.asked).toEqual({
    id: 7,
    path: 'responses/expertise-2.md',
    other: null,
  });
  dialog.getByText('begins');
  dialog.getByRole('button', { name: 'Put back' }).click();
  await settled();
  expect(screen.queryByRole('dialog')).toBeNull();
  const note = notes.shown[0];
  expect(note?.text).toBe('“Expertise is not authority” is in the folder again.');
  note?.action?.act();
  await settled();
  const commands = asked.map(({ command }) => command).filter((command) => /^(put|take)/.test(command));
  expect(commands).toEqual(['put_back', 'take_out']);
});

test('what was undone is not said to have left the folder', async () => {
  const { dialog } = await read({}, { doing: 'changed', mine: 'undone', isThere: true });
  dialog.getByText(/^It said this until 4 March 2026, 14:02\. Kept on this computer until/);
});

test('what cannot be put back byte for byte, or is back, is not offered to be', async () => {
  const { dialog } = await read({ isWhole: false });
  expect(dialog.queryByRole('button', { name: 'Put back' })).toBeNull();
  dialog.getByText(/^This text cannot be put back as a file/);
  cleanup();
  const back = await read({ putBack: { kind: 'response', path: 'responses/expertise.md', title: 'E' } });
  expect(back.dialog.queryByRole('button', { name: 'Put back' })).toBeNull();
  back.dialog.getByRole('link', { name: 'Open' });
});

test('those that left together are listed, and each can be read', async () => {
  const asked = fakeProgram({
    kept_together: () => [
      { id: 7, path: 'responses/a.md', title: 'A', people: ['Ann'], isThere: false },
      { id: 8, path: 'responses/b.md', title: 'B', people: [], isThere: false },
    ],
    kept_text: ({ id }) => ({ ...KEPT, id: id as number, title: id === 7 ? 'A' : 'B' }),
  });
  const row = record({ doing: 'withdrawn', path: '', documents: 2, texts: 2, kept: 7 });
  render(ActivityPage, { entries: [], records: [row] });
  screen.getByRole('button', { name: 'Look at what left' }).click();
  await settled();
  await settled();
  screen.getByRole('list', { name: 'Texts that are kept' });
  screen.getByRole('heading', { name: 'A' });
  screen.getByRole('button', { name: /^B/ }).click();
  await settled();
  screen.getByRole('heading', { name: 'B' });
  expect(asked.map(({ command }) => command)).toEqual(['kept_together', 'kept_text', 'kept_text']);
});

test('one publishing is one line: the response, and with it the list of its question', () => {
  const published = { mine: 'published', at: AFTERNOON } as const;
  const response = record({ id: 1, ...published, doing: 'arrived', kind: 'response', title: 'Which water' });
  const list = record({ id: 2, ...published, doing: 'changed', kind: 'question', title: 'Why?' });
  const alone = record({
    id: 3,
    ...published,
    at: AFTERNOON - 3_600_000,
    doing: 'changed',
    kind: 'question',
  });
  render(ActivityPage, { entries: [], records: [list, response, alone] });
  const lines = screen
    .getAllByRole('listitem')
    .map((line) => line.querySelector('.sentence')?.textContent.trim());
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^You published .*Which water.*\s+The list of .*Why\?.* changed\.$/s);
  expect(lines[1]).toMatch(/^The list of /);
});
