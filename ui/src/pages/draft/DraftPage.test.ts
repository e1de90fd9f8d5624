import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { letDialogsOpen } from '../../testing/dialogs';
import { draftPage, draftRow, kept, questionPage, writingAs } from '../../testing/examples';
import { settled } from '../../testing/fake-program';
import { keepSizes } from '../../testing/layout';

import type { MergedIn, OpenedDraft } from '$lib/program/wire';
import { drafts } from '$lib/state/drafts.svelte';
import { notes } from '$lib/state/notes.svelte';
import { openDrafts } from '$lib/state/open-drafts.svelte';
import { heed } from '$lib/state/stale';

import DraftPage from './DraftPage.svelte';

let answers: Record<string, (asked: Record<string, unknown>) => unknown>;
let heard: { command: string; asked: Record<string, unknown> }[];

beforeEach(() => {
  letDialogsOpen();
  keepSizes();
  localStorage.clear();
  heard = [];
  answers = {
    writing_as: () => writingAs(),
    question: () => questionPage({ html: '<p>Should they?</p>' }),
    quotes: () => [],
    drafts: () => [draftRow()],
    type_draft: () => kept({ saved: null }),
    save_draft: () => kept({ saved: Date.now() }),
    preview: () => '<p>Courts should listen.</p>',
    signers: () => [{ slug: 'ali-reza', name: 'Ali Reza', position: null }],
  };
  mockIPC(
    (command, asked) => {
      heard.push({ command, asked: (asked ?? {}) as Record<string, unknown> });
      return answers[command]?.((asked ?? {}) as Record<string, unknown>) ?? null;
    },
    { shouldMockEvents: true },
  );
});

afterEach(async () => {
  cleanup();
  await settled();
  await settled();
  drafts.leave();
  clearMocks();
});

async function opened(page: OpenedDraft = draftPage()) {
  const rendered = render(DraftPage, { page });
  await settled();
  return rendered;
}

function commands(): string[] {
  return heard.map(({ command }) => command).filter((command) => /_draft$|^resolve|^recover/.test(command));
}

function field(name: string): HTMLTextAreaElement {
  return screen.getByRole('textbox', { name });
}

test('a draft shows its question, its fields, and who signs it', async () => {
  await opened(draftPage({ wordLimit: 1500, due: '2021-06-01' }));
  screen.getByText('Should they?');
  expect(field('Title').value).toBe('Attention');
  screen.getByText('Signing as Jane Doe');
  screen.getByText(/of 1,500 words$/);
  screen.getByText(/^Was due Tuesday,? 1 June 2021$/);
});

test('a changed field goes with all the others, and is saved when the window is left', async () => {
  await opened();
  await fireEvent.input(field('Title'), { target: { value: 'Attention first' } });
  dispatchEvent(new Event('blur'));
  await settled();
  const { typed } = heard.find(({ command }) => command === 'type_draft')?.asked ?? {};
  expect(typed).toEqual({
    kind: 'fields',
    fields: { ...draftPage().fields, title: 'Attention first' },
  });
  expect(commands()).toEqual(['type_draft', 'save_draft']);
  screen.getByText(/^Saved \d\d:\d\d$/);
});

test('leaving the page sends what is typed, saves it, and closes the draft', async () => {
  const { unmount } = await opened();
  await fireEvent.input(field('Thesis'), { target: { value: 'They should listen.' } });
  unmount();
  await settled();
  await settled();
  expect(commands()).toEqual(['type_draft', 'save_draft', 'close_draft']);
});

test('line ends that are pasted into a title become spaces', async () => {
  await opened();
  await fireEvent.input(field('Title'), { target: { value: 'Attention\nfirst' } });
  expect(field('Title').value).toBe('Attention first');
});

test('a draft that is not saved says so until it is, with what is safe', async () => {
  answers.save_draft = () => kept({ saved: null, trouble: 'The disk is full.' });
  await opened();
  await fireEvent.input(field('Title'), { target: { value: 'A' } });
  dispatchEvent(new Event('blur'));
  await settled();
  screen.getByText(/^The file is not saved: The disk is full\. Your words are safe/);
  expect(screen.queryByText(/^Saved/)).toBeNull();
  answers.save_draft = () => kept({ saved: Date.now() });
  screen.getByRole('button', { name: 'Try again' }).click();
  await settled();
  await settled();
  expect(screen.queryByText(/The disk is full/)).toBeNull();
});

test('words of a sitting that broke off can be compared and restored before anything is written', async () => {
  const recovery = { at: 0, added: 12, removed: 1 };
  answers.compare_recovery = () => ({
    pieces: [
      { side: 'both', text: 'Courts should ' },
      { side: 'removed', text: 'obey' },
      { side: 'added', text: 'listen' },
    ],
    added: 12,
    removed: 1,
  });
  answers.recover_draft = () => draftPage({ fields: { ...draftPage().fields, title: 'Restored' } });
  await opened(draftPage({ recovery }));
  screen.getByText(/12 words more, 1 word fewer/);
  expect(field('Title').readOnly).toBe(true);
  screen.getByRole('button', { name: 'Compare' }).click();
  await settled();
  expect(document.querySelector('del')?.textContent).toBe('Removed: obey');
  expect(document.querySelector('ins')?.textContent).toBe('Added: listen');
  screen.getAllByRole('button', { name: 'Restore them' })[0]?.click();
  await settled();
  await settled();
  expect(heard.find(({ command }) => command === 'recover_draft')?.asked).toEqual({ id: 1, restore: true });
  expect(field('Title').value).toBe('Restored');
  expect(screen.queryByText(/words more/)).toBeNull();
});

test('a file that another program has changed where she has leads to both texts', async () => {
  answers.save_draft = () =>
    kept({ saved: null, trouble: 'The file was changed by another program.', outside: true });
  await opened();
  heed([{ kind: 'draft', id: 1 }]);
  await settled();
  screen.getByText('The file was changed by another program.');
  screen.getByRole('button', { name: 'Look at both' }).click();
  expect(location.hash).toBe('#/conflict/draft%3A1');
});

const merged: MergedIn = {
  changes: [[0, 6, 'Judges']],
  fields: { ...draftPage().fields, title: 'Attention, please' },
  keys: ['title'],
  unseen: {
    at: 0,
    keys: ['title'],
    pieces: [
      { side: 'removed', text: 'Courts' },
      { side: 'added', text: 'Judges' },
      { side: 'both', text: ' should listen.' },
    ],
    added: 1,
    removed: 1,
  },
};

test('what merged by itself is told of calmly, shown, and taken back', async () => {
  const { container } = await opened();
  answers.save_draft = () => kept({ saved: Date.now(), merged });
  dispatchEvent(new Event('blur'));
  await settled();
  screen.getByText('Merged with changes from the folder: 1 word more, 1 word fewer, Title changed.');
  expect(container.querySelector('.cm-content')?.textContent).toBe('Judges should listen.');
  expect(field('Title').value).toBe('Attention, please');
  await fireEvent.click(screen.getByRole('button', { name: 'Show' }));
  expect(screen.getByRole('dialog').textContent).toContain('Removed: Courts');
  answers.save_draft = () => kept({ saved: Date.now() });
  await fireEvent.click(screen.getByRole('button', { name: 'Undo this' }));
  await settled();
  expect(container.querySelector('.cm-content')?.textContent).toBe('Courts should listen.');
  expect(field('Title').value).toBe('Attention');
  expect(heard.some(({ command }) => command === 'merge_seen')).toBe(true);
  expect(screen.queryByText(/^Merged with/)).toBeNull();
});

test('what came in twice is told together, and taken out together', async () => {
  const { container } = await opened();
  const text = () => container.querySelector('.cm-content')?.textContent;
  const save = async (merged: MergedIn | null) => {
    answers.save_draft = () => kept({ saved: Date.now(), merged });
    dispatchEvent(new Event('blur'));
    await settled();
    await settled();
  };
  await save(merged);
  await fireEvent.input(field('Thesis'), { target: { value: 'Mine.' } });
  await save(null);
  const fields = { ...merged.fields, thesis: 'Mine.', stance: 'Yes' };
  const second: MergedIn = {
    changes: [[14, 20, 'wait']],
    fields,
    keys: ['stance'],
    unseen: { ...merged.unseen, keys: ['stance', 'title'], added: 2, removed: 2 },
  };
  await save(second);
  screen.getByText(
    /^Merged with changes from the folder: 2 words more, 2 words fewer, Stance and Title changed\.$/,
  );
  expect(text()).toBe('Judges should wait.');
  expect(field('Title').value).toBe('Attention, please');
  answers.save_draft = () => kept({ saved: Date.now() });
  await fireEvent.click(screen.getByRole('button', { name: 'Undo this' }));
  await settled();
  expect(text()).toBe('Courts should listen.');
  expect(field('Title').value).toBe('Attention');
  expect(field('Thesis').value).toBe('Mine.');
  expect(screen.queryByText(/^Merged with/)).toBeNull();
});

test('a language that a colleague has set stands when another field is written in next', async () => {
  await opened();
  const fields = { ...draftPage().fields, language: 'fr' };
  answers.save_draft = () => kept({ saved: Date.now(), merged: { ...merged, fields, keys: ['lang'] } });
  dispatchEvent(new Event('blur'));
  await settled();
  await fireEvent.input(field('Title'), { target: { value: 'A' } });
  dispatchEvent(new Event('blur'));
  await settled();
  const { typed } = heard.find(({ command }) => command === 'type_draft')?.asked ?? {};
  expect(typed).toMatchObject({ fields: { title: 'A', language: 'fr' } });
});

test('what was understood stays when what came later is taken out', async () => {
  const { container } = await opened();
  answers.save_draft = () => kept({ saved: Date.now(), merged });
  dispatchEvent(new Event('blur'));
  await settled();
  await fireEvent.click(screen.getByRole('button', { name: 'Understood' }));
  const later: MergedIn = { ...merged, changes: [[14, 20, 'wait']], keys: [] };
  answers.save_draft = () => kept({ saved: Date.now(), merged: later });
  dispatchEvent(new Event('blur'));
  await settled();
  answers.save_draft = () => kept({ saved: Date.now() });
  await fireEvent.click(screen.getByRole('button', { name: 'Undo this' }));
  await settled();
  expect(container.querySelector('.cm-content')?.textContent).toBe('Judges should listen.');
  expect(field('Title').value).toBe('Attention, please');
});

test('what came before the page was opened is told with what comes later, and not taken out by halves', async () => {
  await opened(draftPage({ unseen: merged.unseen }));
  screen.getByText(/^Merged with changes from the folder/);
  answers.save_draft = () => kept({ saved: Date.now(), merged });
  dispatchEvent(new Event('blur'));
  await settled();
  expect(screen.queryByRole('button', { name: 'Undo this' })).toBeNull();
  screen.getByRole('button', { name: 'Show' });
});

test('what changed outside while nothing is unsaved is taken over', async () => {
  answers.open_draft = () => draftPage({ fields: { ...draftPage().fields, title: 'Theirs' } });
  await opened();
  heed([{ kind: 'draft', id: 1 }]);
  await settled();
  await settled();
  expect(field('Title').value).toBe('Theirs');
});

test('the window closes when every word is sent and saved', async () => {
  await opened();
  await fireEvent.input(field('Title'), { target: { value: 'A' } });
  await openDrafts.close();
  expect(heard.map(({ command }) => command).filter((it) => /type_|save_|ready_/.test(it))).toEqual([
    'type_draft',
    'save_draft',
    'ready_to_close',
  ]);
});

test('versions are listed in words, compared and named', async () => {
  const version = { id: 9, at: 0, kind: 'sitting', name: null, words: 5, added: 5, removed: 2 };
  answers.draft_versions = () => [version];
  answers.compare_version = () => ({ pieces: [{ side: 'both', text: 'Same.' }], added: 0, removed: 0 });
  answers.name_version = ({ name }) => [version, { ...version, id: 10, at: 9, kind: 'named', name }];
  await opened();
  screen.getByRole('button', { name: 'Versions' }).click();
  await settled();
  await settled();
  screen.getByText('End of a session');
  screen.getByText('+5 −2 words');
  screen.getByText('No word differs.');
  const name = screen.getByRole('textbox', { name: /^Name for the draft/ });
  await fireEvent.input(name, { target: { value: 'Sent to Ali' } });
  screen.getByRole('button', { name: 'Keep' }).click();
  await settled();
  screen.getByText('Sent to Ali');
});

test('a version that was restored is taken back from its note, whichever page is shown by then', async () => {
  const version = { id: 9, at: 0, kind: 'sitting', name: null, words: 5, added: 5, removed: 2 };
  answers.draft_versions = () => [version, { ...version, id: 12, at: 1, kind: 'before-restore' }];
  answers.compare_version = () => ({ pieces: [], added: 0, removed: 0 });
  answers.restore_version = ({ version }) => draftPage({ body: version === 9 ? 'Earlier.' : 'Before.' });
  const { unmount } = await opened();
  screen.getByRole('button', { name: 'Versions' }).click();
  await settled();
  await settled();
  await fireEvent.click(screen.getByRole('button', { name: /^End of a session/ }));
  await fireEvent.click(screen.getByRole('button', { name: 'Restore this one' }));
  await settled();
  const back = notes.shown.at(-1)?.action;
  unmount();
  await settled();
  heard = [];
  back?.act();
  await settled();
  expect(commands()).toEqual(['close_draft']);
  expect(heard[0]).toEqual({ command: 'restore_version', asked: { id: 1, version: 12 } });
  // Another page of it: what is typed there is with the program first, and it shows what comes of it.
  const { container } = await opened();
  await fireEvent.input(field('Title'), { target: { value: 'Typed there' } });
  heard = [];
  back?.act();
  await settled();
  await settled();
  const asked = heard.map(({ command }) => command).filter((it) => /^(type|restore)_/.test(it));
  expect(asked).toEqual(['type_draft', 'restore_version']);
  expect(container.querySelector('.cm-content')?.textContent).toBe('Before.');
});

test('the others’ responses are read in place, and what the draft replies to comes first', async () => {
  const { card, responsePage } = await import('../../testing/examples');
  const second = card({ path: 'responses/second.md', title: 'Second' });
  answers.question = () =>
    questionPage({
      entries: [card(), second].map((it) => ({ kind: 'response' as const, card: it })),
    });
  answers.response = () => responsePage({ card: second, html: '<p>Read in place.</p>' });
  const target = { kind: 'response', path: 'responses/second.md', title: 'Second' };
  await opened(draftPage({ repliesTo: [{ slug: 'second', relation: 'rebuts', target }] }));
  screen.getByRole('tab', { name: /^Responses/ }).click();
  await settled();
  const titles = [...document.querySelectorAll('summary .title')].map((title) => title.textContent);
  expect(titles).toEqual(['Second', 'Expertise is not authority']);
  screen.getByText('You reply to this');
  const details = document.querySelector('details');
  if (details) details.open = true;
  await fireEvent(details as Element, new Event('toggle'));
  await settled();
  screen.getByText('Read in place.');
});

test('where the program has another text, what comes of both is shown, and told', async () => {
  answers.type_draft = () => {
    throw { code: 'out-of-step', message: 'Out of step.' };
  };
  const after = { ...merged, fields: { ...draftPage().fields, title: 'Mine' }, keys: [] };
  answers.bring_together = () => kept({ saved: null, sequence: 10, merged: after });
  answers.save_draft = () => kept({ saved: Date.now(), sequence: 10 });
  const { container } = await opened(draftPage({ sequence: 4 }));
  await fireEvent.input(field('Title'), { target: { value: 'Mine' } });
  dispatchEvent(new Event('blur'));
  await settled();
  await settled();
  const { fields, body } = draftPage();
  expect(heard.find(({ command }) => command === 'bring_together')?.asked).toMatchObject({
    base: { fields, body },
    mine: { fields: { ...fields, title: 'Mine' }, body },
  });
  expect(container.querySelector('.cm-content')?.textContent).toBe('Judges should listen.');
  expect(field('Title').value).toBe('Mine');
  screen.getByText(/^Merged with changes from the folder/);
  expect(screen.queryByText(/Out of step/)).toBeNull();
});

test('a page that is left while the program has another text leaves its words there, and is over', async () => {
  answers.type_draft = () => {
    throw { code: 'out-of-step', message: 'Out of step.' };
  };
  answers.bring_together = () => kept({ saved: null, sequence: 10 });
  answers.save_draft = () => kept({ saved: Date.now(), sequence: 10 });
  const { unmount } = await opened();
  await fireEvent.input(field('Thesis'), { target: { value: 'The last word.' } });
  unmount();
  for (let turn = 0; turn < 4; turn += 1) await settled();
  const { asked } = heard.find(({ command }) => command === 'bring_together') ?? {};
  expect(asked).toMatchObject({ folder: 1, mine: { fields: { thesis: 'The last word.' } } });
  expect(commands()).toEqual(['type_draft', 'save_draft', 'close_draft']);
  expect(await openDrafts.settle()).toBeUndefined();
  expect(commands()).toHaveLength(3);
});
