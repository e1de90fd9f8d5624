import { clearMocks } from '@tauri-apps/api/mocks';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { letDialogsOpen } from '../../testing/dialogs';
import {
  conflictPage,
  conflictRow,
  draftPage,
  kept,
  mergedPart,
  samePart,
  touchingPart,
  windowState,
} from '../../testing/examples';
import { fakeProgram, settled, type Asked } from '../../testing/fake-program';
import { keepSizes } from '../../testing/layout';

import { act } from '$lib/actions/act';
import type { FieldValue, SaveState, OpenedConflict, Settled } from '$lib/program/wire';
import { conflicts } from '$lib/state/conflicts.svelte';
import { folder } from '$lib/state/folder.svelte';
import { notes } from '$lib/state/notes.svelte';
import { openDrafts } from '$lib/state/open-drafts.svelte';
import { page as shown } from '$lib/state/page.svelte';
import { router } from '$lib/state/router.svelte';

import ConflictPage from './ConflictPage.svelte';

let heard: { command: string; asked: Asked }[];
let answer: OpenedConflict;
let outcome: () => Settled;
let typing: () => SaveState | Promise<SaveState>;

const done: Settled = { undo: 7, draft: 1, file: 'drafts/attention.md', removedCopy: false };

beforeEach(() => {
  letDialogsOpen();
  localStorage.clear();
  keepSizes();
  folder.take(windowState());
  outcome = () => done;
  typing = () => kept();
  heard = fakeProgram({
    conflict: () => answer,
    conflicts: () => [],
    drafts: () => [],
    signers: () => [{ slug: 'ann', name: 'Ann Lee', position: null }],
    draft_versions: () => [],
    settle_conflict: () => outcome(),
    settle_whole: () => outcome(),
    keep_both: () => outcome(),
    type_draft: () => typing(),
    save_draft: () => kept(),
    undo: () => undefined as never,
    keep_note: () => undefined as never,
    open_draft: () => Promise.reject(new Error('not here')),
  });
});

afterEach(async () => {
  cleanup();
  await settled();
  conflicts.leave();
  notes.shown = [];
  folder.window = null;
  clearMocks();
});

async function opened(page: OpenedConflict = conflictPage()) {
  answer = page;
  router.go({ kind: 'conflict', key: page.row.key });
  const rendered = render(ConflictPage, { page });
  await settled();
  return rendered;
}

function part(name: RegExp): HTMLElement {
  return screen.getByRole('group', { name });
}

function asked(command: string): Asked | undefined {
  return heard.find((one) => one.command === command)?.asked;
}

const settleButton = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Settle' });

test('three columns stand side by side, and what each side changed is marked by word', async () => {
  await opened();
  for (const name of ['Yours', 'Merged', 'In the folder']) screen.getByRole('heading', { name });
  const row = part(/^Paragraph: Changed on both sides/);
  expect(row.querySelector('.mine ins')?.textContent).toBe('Added: decide');
  expect(row.querySelector('.mine del')?.textContent).toBe('Removed: listen');
  expect(row.querySelector('.theirs ins')?.textContent).toBe('Added: wait');
  within(row).getByText('Nothing chosen yet');
  expect(document.body.textContent).not.toContain('<<<<');
});

test('what merged by itself is shown as such, and can be reversed', async () => {
  await opened();
  const row = part(/^Paragraph: Merged by itself: changed only in the folder/);
  expect(row.querySelector('.merged')?.textContent).toBe('So they all say.');
  await fireEvent.click(within(row).getByRole('button', { name: 'Change…' }));
  await fireEvent.click(within(row).getByRole('button', { name: 'Yours' }));
  expect(row.querySelector('.merged')?.textContent).toBe('So they say.');
  await fireEvent.click(within(row).getByRole('button', { name: 'As merged' }));
  expect(row.querySelector('.merged')?.textContent).toBe('So they all say.');
});

test('what is the same is folded, and can be read', async () => {
  await opened(conflictPage({ parts: [samePart('One.'), samePart('Two.'), touchingPart()] }));
  expect(screen.queryByText('One.')).toBeNull();
  await fireEvent.click(screen.getByRole('button', { name: '2 paragraphs are the same in both' }));
  screen.getByText('One.');
});

test('it is settled by keys alone', async () => {
  const second = touchingPart({ mine: 'Second.', theirs: 'Second, or not.' });
  await opened(conflictPage({ parts: [touchingPart(), mergedPart(), second] }));
  screen.getByText('0 of 2 settled');
  expect(settleButton().disabled).toBe(true);
  act('take-theirs');
  act('next-response');
  await settled();
  expect(document.activeElement).toBe(screen.getAllByRole('group', { name: /^Paragraph/ })[2]);
  act('edit-part');
  await settled();
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Paragraph, in your words' });
  expect(document.activeElement).toBe(field);
  await fireEvent.input(field, { target: { value: 'Second, in other words.' } });
  await fireEvent.keyDown(field, { key: 'Escape' });
  screen.getByText('2 of 2 settled');
  act('settle');
  await settled();
  expect(asked('settle_conflict')).toEqual({
    folder: 1,
    key: 'draft:1',
    token: 'first',
    settlement: {
      fields: [],
      parts: [
        { number: 0, text: 'Courts should wait.' },
        { number: 2, text: 'Second, in other words.' },
      ],
      removeCopy: false,
    },
  });
  expect(location.hash).toBe('#/draft/1');
});

test('the key for settling says how many parts are open, and leads to the first of them', async () => {
  const second = touchingPart({ mine: 'Second.', theirs: 'Second, or not.' });
  const third = touchingPart({ mine: 'Third.', theirs: 'Third, or not.' });
  await opened(conflictPage({ parts: [touchingPart(), second, third] }));
  act('take-mine');
  act('next-response');
  act('next-response');
  await settled();
  act('settle');
  await settled();
  expect(asked('settle_conflict')).toBeUndefined();
  expect(notes.shown.map(({ text }) => text)).toEqual([
    '2 parts are still open: choose what becomes of them.',
  ]);
  expect(document.activeElement).toBe(screen.getAllByRole('group', { name: /^Paragraph/ })[1]);
});

test('what was settled is taken back from its note', async () => {
  await opened();
  act('take-mine');
  await fireEvent.click(settleButton());
  await settled();
  const note = notes.shown.find(({ text }) => text.startsWith('Settled'));
  note?.action?.act();
  await settled();
  expect(asked('undo')).toEqual({ folder: 1, undo: 7 });
  expect(location.hash).toBe('#/conflict/draft%3A1');
});

test('what was typed into the draft since is with the program before its settlement is taken back', async () => {
  await opened();
  act('take-mine');
  await fireEvent.click(settleButton());
  await settled();
  const session = openDrafts.begin(draftPage());
  session.change([[0, 0, 'Since then. ']]);
  typing = () => Promise.reject(new Error('The disk is full.'));
  const back = notes.shown.find(({ text }) => text.startsWith('Settled'))?.action;
  back?.act();
  await settled();
  expect(asked('undo')).toBeUndefined();
  expect(notes.shown.some(({ text }) => text.includes('The disk is full.'))).toBe(true);
  typing = () => kept();
  back?.act();
  await settled();
  await settled();
  const commands = heard.map(({ command }) => command);
  expect(commands.slice(commands.lastIndexOf('type_draft')).slice(0, 3)).toEqual([
    'type_draft',
    'save_draft',
    'undo',
  ]);
  session.end();
});

test('a side that changes while the page is open says so, and choices elsewhere stay', async () => {
  const second = touchingPart({ mine: 'Second.', theirs: 'Second, or not.' });
  const { rerender } = await opened(conflictPage({ parts: [touchingPart(), second] }));
  act('take-mine');
  await rerender({
    page: conflictPage({ token: 'second', parts: [touchingPart(), touchingPart({ theirs: 'New.' })] }),
  });
  screen.getByText(/^One of the texts has changed meanwhile\. 1 part is new/);
  screen.getByText('1 of 2 settled');
});

test('whoever writes a part writes on where she was when a side of it changes', async () => {
  const { rerender } = await opened();
  act('edit-part');
  await settled();
  const field = () => screen.getByRole<HTMLTextAreaElement>('textbox');
  await fireEvent.input(field(), { target: { value: 'My own words.' } });
  field().setSelectionRange(3, 6);
  const parts = [mergedPart(), touchingPart({ theirs: 'New.' })];
  await rerender({ page: conflictPage({ token: 'second', parts }) });
  await settled();
  expect(document.activeElement).toBe(field());
  expect(field().value).toBe('My own words.');
  expect([field().selectionStart, field().selectionEnd]).toEqual([3, 6]);
});

test('where a side has changed before settling, nothing is done, and the page asks anew', async () => {
  await opened();
  await shown.refresh();
  act('take-mine');
  outcome = () => {
    throw { code: 'changed', message: 'The file has changed.' };
  };
  answer = conflictPage({ token: 'second', parts: [touchingPart({ theirs: 'New.' })] });
  await fireEvent.click(settleButton());
  await settled();
  const content = shown.content;
  expect(content?.kind === 'conflict' && content.page.token).toBe('second');
  expect(notes.shown).toEqual([]);
});

test('choices outlive a look at another page', async () => {
  await opened();
  act('take-mine');
  cleanup();
  await opened();
  screen.getByText('1 of 1 settled');
});

test('words that were written are still there after a crash', async () => {
  await opened();
  act('edit-part');
  await settled();
  await fireEvent.input(screen.getByRole('textbox'), { target: { value: 'My own words.' } });
  cleanup();
  conflicts.leave();
  await opened();
  screen.getByText('Settled in your words');
  screen.getByText('My own words.');
});

const text = (of: string): FieldValue => ({ kind: 'text', text: of });
const list = (...items: string[]): FieldValue => ({ kind: 'list', items });

test('front matter is shown as fields in words, lists as lists', async () => {
  await opened(
    conflictPage({
      fields: [
        {
          key: 'title',
          state: 'conflict',
          base: text('A'),
          mine: text('B'),
          theirs: text('C'),
          merged: null,
        },
        {
          key: 'contributors',
          state: 'both',
          base: list('ann'),
          mine: list('ann', 'bo'),
          theirs: list('ann', 'cy'),
          merged: list('ann', 'bo', 'cy'),
        },
        {
          key: 'stance',
          state: 'same',
          base: text('Yes'),
          mine: text('Yes'),
          theirs: text('Yes'),
          merged: text('Yes'),
        },
      ],
    }),
  );
  part(/^Title: Changed on both sides/);
  const signed = part(/^Signed by: Merged by itself: the changes do not touch/);
  expect([...signed.querySelectorAll('.merged li')].map((item) => item.textContent.trim())).toEqual([
    'Ann Lee',
    'bo',
    'cy',
  ]);
  expect(screen.queryByRole('group', { name: /^Stance/ })).toBeNull();
});

const copy = () =>
  conflictPage({
    row: conflictRow({
      key: 'copy:responses/a.sync-conflict-20240131-235959-ABCDEFG.md',
      kind: 'copy',
      draft: null,
      file: 'responses/a.md',
      copy: 'responses/a.sync-conflict-20240131-235959-ABCDEFG.md',
      target: { kind: 'response', path: 'responses/a.md', title: 'Attention' },
      engine: 'Syncthing',
      from: 'ABCDEFG',
      at: '2024-01-31 23:59',
    }),
    mine: 'in-file',
    theirs: 'copy',
    removal: { suggested: false, trap: 'Resilio would remove the document itself elsewhere.' },
  });

test('a copy is named by its engine and device, stays unless it is told to go, and its trap is said', async () => {
  outcome = () => ({ ...done, draft: null, removedCopy: true });
  await opened(copy());
  for (const origin of ['Syncthing', 'from the computer ABCDEFG', '31 January 2024, 23:59'])
    screen.getByText(origin);
  screen.getByText('Resilio would remove the document itself elsewhere.');
  const box = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Remove the copy' });
  expect(box.checked).toBe(false);
  await fireEvent.click(box);
  act('take-theirs');
  act('settle');
  await settled();
  expect(asked('settle_conflict')).toMatchObject({ settlement: { removeCopy: true } });
  expect(notes.shown[0]?.text).toMatch(/^Settled, and the copy removed/);
  expect(location.hash).toBe('#/response/responses/a.md');
});

test('both can be kept as files', async () => {
  await opened(copy());
  await fireEvent.click(screen.getByRole('button', { name: 'Keep both as files' }));
  await settled();
  expect(asked('keep_both')).toMatchObject({ folder: 1, token: 'first' });
});

test('what cannot be settled by parts says why, and one whole text is taken', async () => {
  await opened(conflictPage({ parts: [], whole: 'Its front matter cannot be read.' }));
  screen.getByText('Its front matter cannot be read.');
  await fireEvent.click(screen.getByRole('button', { name: 'Take the whole: In the folder' }));
  await settled();
  expect(asked('settle_whole')).toMatchObject({ folder: 1, side: 'theirs', removeCopy: false });
});

test('both texts are said to be kept, and Versions is one press away', async () => {
  await opened();
  await fireEvent.click(screen.getByRole('button', { name: 'Versions' }));
  await settled();
  expect(heard.some(({ command }) => command === 'draft_versions')).toBe(true);
});

test.each([
  ['a draft', conflictPage()],
  ['a copy', copy()],
  ['a whole text', conflictPage({ parts: [], whole: 'It is not UTF-8.' })],
])('the page has no fault that axe can find: %s', async (_, page) => {
  const { container } = await opened(page);
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations).toEqual([]);
});
