import { beforeEach, expect, test } from 'vitest';

import { draftPage, draftRow, kept, questionPage, writingAs } from '../../testing/examples';
import { fakeProgram, settled, type Asked } from '../../testing/fake-program';

import { drafts } from '$lib/state/drafts.svelte';
import { notes } from '$lib/state/notes.svelte';
import { openDrafts } from '$lib/state/open-drafts.svelte';
import { page } from '$lib/state/page.svelte';
import { router } from '$lib/state/router.svelte';

import { quotation } from './quotation.svelte';

const question = 'questions/deference.md';
const passage = { path: question, exact: 'they know more', before: 'because ', after: '.' };
const quote = { markdown: '> they know more', quote: {} as never };
let heard: { command: string; asked: Asked }[];

function select() {
  const text = document.querySelector('.text p')?.firstChild as Text;
  const range = document.createRange();
  range.setStart(text, 8);
  range.setEnd(text, 22);
  document.getSelection()?.removeAllRanges();
  document.getSelection()?.addRange(range);
}

function sent(command: string): Asked[] {
  return heard.filter((it) => it.command === command).map(({ asked }) => asked);
}

beforeEach(() => {
  document.body.innerHTML = `<div class="text" data-from="${question}" data-citation="The seminar"><p>because they know more.</p></div>`;
  notes.shown = [];
  drafts.rows = [];
  drafts.as = writingAs();
  openDrafts.current = null;
  page.content = { kind: 'question', page: questionPage() };
  heard = fakeProgram({
    quote: () => quote,
    open_draft: ({ id }) => draftPage({ row: draftRow({ id: Number(id) }) }),
    type_draft: () => kept({ saved: null }),
    save_draft: () => kept({ saved: 1 }),
    close_draft: () => null,
    start_draft: () => 7,
    drafts: () => drafts.rows,
    keep_note: () => null,
  });
  select();
});

test('into the draft that is open a passage goes where the cursor is', async () => {
  const inserted: string[] = [];
  openDrafts.current = {
    session: { id: 3 } as never,
    question,
    insert: (markdown) => void inserted.push(markdown),
    quoted: () => undefined,
    act: () => undefined,
    flush: () => undefined,
    replaceBy: () => Promise.resolve(true),
  };
  await quotation.quote();
  expect(sent('quote')).toEqual([{ id: 3, ...passage }]);
  expect(inserted).toEqual(['> they know more']);
});

test('into the only draft of the question it goes at the end, and is saved there', async () => {
  drafts.rows = [draftRow({ id: 2 })];
  await quotation.quote();
  await settled();
  const typed = { kind: 'body', changes: [[22, 22, '\n> they know more\n']] };
  expect(sent('type_draft')).toEqual([{ folder: 1, id: 2, sequence: 4, typed }]);
  expect(heard.map(({ command }) => command)).toContain('close_draft');
  expect(notes.shown.at(-1)).toMatchObject({ text: 'Quoted at the end of “Attention”' });
});

test('where there are several drafts the person chooses', async () => {
  drafts.rows = [draftRow({ id: 2 }), draftRow({ id: 3 })];
  await quotation.quote();
  expect(quotation.choosing).toBe(true);
  expect(sent('quote')).toEqual([]);
});

test('where there is none a draft is started with it', async () => {
  await quotation.quote();
  await settled();
  expect(sent('start_draft')).toEqual([{ question, repliesTo: null, relation: null }]);
  expect(sent('type_draft')).toHaveLength(1);
  expect(router.place.route).toEqual({ kind: 'draft', id: 7 });
});

test('a draft that waits for its words to be restored is not written in', async () => {
  drafts.rows = [draftRow({ id: 2 })];
  heard = fakeProgram({
    quote: () => quote,
    open_draft: () => draftPage({ recovery: { at: 0, added: 1, removed: 0 } }),
    close_draft: () => null,
    keep_note: () => null,
  });
  await quotation.quote();
  expect(sent('type_draft')).toEqual([]);
  expect(notes.shown.at(-1)).toMatchObject({ warning: true });
});

test('with nothing selected the key says what to do', async () => {
  document.getSelection()?.removeAllRanges();
  await quotation.quote();
  expect(notes.shown.at(-1)?.text).toBe('Select a passage of a text first.');
});

test('what is copied with its citation keeps its paragraphs, and the lines of a verse', () => {
  const text = document.querySelector('.text') as HTMLElement;
  text.innerHTML = '<p>Two roads<br />\ndiverged<br>in a wood</p>\n<p>And I</p>';
  document.getSelection()?.selectAllChildren(text);
  const copied = new Map<string, string>();
  document.execCommand = () => {
    const event = new Event('copy', { bubbles: true, cancelable: true });
    const clipboardData = { setData: (type: string, data: string) => copied.set(type, data) };
    return !document.dispatchEvent(Object.assign(event, { clipboardData }));
  };
  quotation.copy();
  expect(copied.get('text/plain')).toBe('“Two roads\ndiverged\nin a wood\n\nAnd I”\n— The seminar\n');
  expect(copied.get('text/html')).toContain('<p>Two roads<br>diverged<br>in a wood</p><p>And I</p>');
});
