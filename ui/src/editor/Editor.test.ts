import { cleanup, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeAll, expect, test, vi } from 'vitest';

import { layOutRanges } from '../testing/editing';

import Editor from './Editor.svelte';

beforeAll(layOutRanges);

type Change = [from: number, to: number, insert: string];

/** An editor, and a copy of its text that is kept by the changes alone. */
function open(text: string, props: Record<string, unknown> = {}) {
  let copy = text;
  const heard: Change[][] = [];
  const onchange = (changes: Change[], whole: () => string) => {
    heard.push(changes);
    copy = changes.reduceRight((so, [from, to, insert]) => so.slice(0, from) + insert + so.slice(to), copy);
    expect(copy).toBe(whole());
  };
  const { component, rerender, container } = render(Editor, {
    text,
    key: 1,
    language: 'en',
    onchange,
    ...props,
  });
  const content = screen.getByRole('textbox', { name: 'Text' });
  return { editor: component, rerender, container, content, heard, copy: () => copy };
}

function shown<T>(element: T | null): T {
  if (!element) throw new Error('it is not there yet');
  return element;
}

function paste(content: HTMLElement, data: Record<string, string>, files: File[] = []) {
  const clipboardData = { getData: (type: string) => data[type] ?? '', types: Object.keys(data), files };
  const event = new Event('paste', { bubbles: true, cancelable: true });
  content.dispatchEvent(Object.assign(event, { clipboardData }));
}

test('every change is told at once, by places in the text before it', () => {
  const { editor, heard, copy } = open('One two.\n');
  editor.select(4, 7);
  editor.insert('**new**');
  expect(heard).toEqual([[[4, 7, '**new**']]]);
  editor.replaceAll('One three.\n');
  expect(copy()).toBe('One three.\n');
  expect(editor.text()).toBe('One three.\n');
});

/** As WebKitGTK reports a key under a keyboard of another script: by what it types and its place, without a number. */
function pressBy(target: Element | null, key: string, code: string, held: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, code, ...held, bubbles: true, cancelable: true });
  return !shown(target).dispatchEvent(event);
}

test.each([
  ['Russian', { a: 'ф', b: 'и', i: 'ш', h: 'Р', f: 'а' }],
  ['Greek', { a: 'α', b: 'β', i: 'ι', h: 'Η', f: 'φ' }],
  ['Arabic', { a: 'ش', b: 'ﻻ', i: 'ه', h: 'أ', f: 'ب' }],
])('the keys of the text go by their places under a %s keyboard', (_, { a, b, i, h, f }) => {
  const { editor, content, container } = open('слово');
  const ctrlKey = true;
  expect(pressBy(content, a, 'KeyA', { ctrlKey })).toBe(true);
  expect(pressBy(content, b, 'KeyB', { ctrlKey })).toBe(true);
  expect(editor.text()).toBe('**слово**');
  pressBy(content, b, 'KeyB', { ctrlKey });
  pressBy(content, i, 'KeyI', { ctrlKey });
  expect(editor.text()).toBe('*слово*');
  pressBy(content, i, 'KeyI', { ctrlKey });
  pressBy(content, h, 'KeyH', { ctrlKey, shiftKey: true });
  expect(editor.text()).toBe('## слово');
  // Alone, the key types what is written on it.
  expect(pressBy(content, b, 'KeyB')).toBe(false);
  pressBy(content, f, 'KeyF', { ctrlKey });
  const field = container.querySelector<HTMLInputElement>('.cm-search input');
  field?.setSelectionRange(0, 0);
  expect(pressBy(field, f, 'KeyF', { ctrlKey })).toBe(true);
});

test('the row of digits is known in the text by its place where Shift types a sign of its own', () => {
  const { editor, content } = open('word');
  // A German keyboard.
  pressBy(content, '(', 'Digit8', { ctrlKey: true, shiftKey: true });
  expect(editor.text()).toBe('- word');
});

test('several places that change at once are told in their order', async () => {
  const { editor, heard, copy } = open('One two.\n');
  editor.select(4, 7);
  await userEvent.click(screen.getByRole('button', { name: 'Bold' }));
  expect(heard).toEqual([
    [
      [4, 4, '**'],
      [7, 7, '**'],
    ],
  ]);
  expect(copy()).toBe('One **two**.\n');
  expect(screen.getByRole('button', { name: 'Bold' }).getAttribute('aria-pressed')).toBe('true');
});

test('another text in the place of all is one step that is undone', async () => {
  const { editor } = open('One\n\ntwo\n');
  editor.replaceAll('Quite\n\nanother\n');
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(editor.text()).toBe('One\n\ntwo\n');
});

test('another key is another text, without a change told and without the old history', async () => {
  const { editor, rerender, heard } = open('One');
  editor.insert('x');
  await rerender({ text: 'Other', key: 2 });
  expect(editor.text()).toBe('Other');
  expect(heard).toHaveLength(1);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Undo' }).disabled).toBe(true);
  await rerender({ text: 'Not this', key: 2 });
  expect(editor.text()).toBe('Other');
});

test('what was written before the text was left can be undone when it is written in again', async () => {
  let kept: unknown = null;
  const past = { take: () => kept, keep: (left: unknown) => void (kept = left) };
  const before = open('One.', { past });
  before.editor.insert('Two. ');
  cleanup();
  const { editor, copy } = open('Two. One. Three.', { past });
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(editor.text()).toBe('One. Three.');
  expect(copy()).toBe('One. Three.');
});

test('a text that is only read is not changed', async () => {
  const { editor, content, heard } = open('One', { readonly: true });
  editor.insert('x');
  paste(content, { 'text/html': '<p>new</p>', 'text/plain': 'new' });
  expect(heard).toEqual([]);
  expect(content.getAttribute('aria-readonly')).toBe('true');
});

test('the language says where the text begins', async () => {
  const { content, rerender } = open('نص', { language: 'ar' });
  expect([content.lang, content.dir]).toEqual(['ar', 'rtl']);
  await rerender({ language: 'fr' });
  await waitFor(() => expect([content.lang, content.dir]).toEqual(['fr', 'ltr']));
});

test('outline, words and footnotes are told when asked', () => {
  const onoutline = vi.fn();
  const onwords = vi.fn();
  const { editor } = open('## One\n\nTwo[^2] three[^1]\n\n[^1]: a\n\n[^2]: b\n', { onoutline, onwords });
  editor.flush();
  expect(onoutline).toHaveBeenCalledExactlyOnceWith([{ level: 2, text: 'One', line: 1 }]);
  expect(onwords).toHaveBeenCalledExactlyOnceWith(5);
  editor.flush();
  expect(onwords).toHaveBeenCalledTimes(1);
});

test('footnotes out of order are said, and numbered anew', async () => {
  const { editor } = open('One[^2] two[^1]\n\n[^1]: a\n\n[^2]: b\n');
  editor.flush();
  await screen.findByText('[^1] is out of order');
  await userEvent.click(screen.getByRole('button', { name: 'Renumber' }));
  expect(editor.text()).toBe('One[^1] two[^2]\n\n[^2]: a\n\n[^1]: b\n');
  expect(screen.queryByText(/out of order/)).toBeNull();
});

test('HTML that is pasted becomes Markdown, its footnotes go to the end', () => {
  const { editor, content, copy } = open('One[^1] and \n\n[^1]: a\n');
  editor.select(12, 12);
  paste(content, {
    'text/html': `<p>a <b>claim</b><a href="#_ftn1" name="_ftnref1">[1]</a></p>
<div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> Its source.</p></div>`,
    'text/plain': 'a claim',
  });
  expect(editor.text()).toBe('One[^1] and a **claim**[^2]\n\n[^1]: a\n\n[^2]: Its source.\n');
  expect(copy()).toBe(editor.text());
});

test('a picture that is pasted is kept by others and named in the text', async () => {
  const addImage = vi.fn(async (name: string) => `images/${name}`);
  const { editor, content } = open('One ', { addImage });
  editor.select(4, 4);
  const picture = Object.assign(new File(['x'], 'a b.png', { type: 'image/png' }), {
    arrayBuffer: async () => new ArrayBuffer(1),
  });
  paste(content, {}, [picture]);
  editor.select(0, 0);
  editor.insert('Then ');
  await waitFor(() => expect(editor.text()).toBe('Then One ![](images/a%20b.png)'));
});

test('misspelt words are marked, and can be spelt otherwise or kept', async () => {
  const addWord = vi.fn();
  const { editor, container, content } = open('It’s teh end, colour.', {
    check: async (words: string[]) => words.filter((word) => ['teh', 'colour'].includes(word)),
    suggest: async () => ['the', 'tea'],
    addWord,
  });
  await waitFor(() => expect(container.querySelectorAll('.md-misspelt')).toHaveLength(2));
  editor.select(6, 6);
  editor.focus();
  const user = userEvent.setup();
  await user.keyboard('{Control>}.{/Control}');
  // Nothing shows a popover here, so what is in it counts as hidden.
  const menu = await waitFor(() => shown(document.querySelector<HTMLElement>('[role="menu"]')));
  expect(menu.getAttribute('aria-label')).toBe('Spelling of “teh”');
  expect((await axe.run(menu, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
  await user.click(await screen.findByText('the'));
  expect(editor.text()).toBe('It’s the end, colour.');
  expect(document.activeElement).toBe(content);
  editor.select(15, 15);
  await user.keyboard('{Control>}.{/Control}');
  await user.click(await screen.findByText('Add to the dictionary'));
  expect(addWord).toHaveBeenCalledExactlyOnceWith('colour');
  expect(container.querySelectorAll('.md-misspelt')).toHaveLength(0);
});

test('the ways of writing undisturbed are on and off by their buttons', async () => {
  const { container } = open('One\n\ntwo\n');
  const classes = () => [...(container.querySelector('.cm-editor')?.classList ?? [])];
  await userEvent.click(screen.getByRole('button', { name: 'Focus on the paragraph' }));
  await userEvent.click(screen.getByRole('button', { name: 'Typewriter scrolling' }));
  await waitFor(() => expect(classes()).toEqual(expect.arrayContaining(['md-focus', 'md-typewriter'])));
  expect([...container.querySelectorAll('.md-current')].map((line) => line.textContent)).toEqual(['One']);
  await userEvent.click(screen.getByRole('button', { name: 'Focus on the paragraph' }));
  await waitFor(() => expect(classes()).not.toContain('md-focus'));
});

test('keys for plain text paste no markup', async () => {
  const { editor, content } = open('');
  editor.focus();
  await userEvent.keyboard('{Control>}{Shift>}V{/Shift}{/Control}');
  paste(content, { 'text/html': '<b>new</b>', 'text/plain': 'new' });
  expect(editor.text()).toBe('new');
  paste(content, { 'text/html': '<b>new</b>', 'text/plain': 'new' });
  expect(editor.text()).toBe('new**new**');
});

test('the outline leads to its headings', async () => {
  const { editor, content } = open('## One\n\ntext\n\n### Two\n\ntext\n');
  editor.select(0, 0);
  await userEvent.click(screen.getByRole('button', { name: 'Outline' }));
  const outline = screen.getByRole('navigation', { name: 'Outline' });
  expect([...outline.querySelectorAll('button')].map((button) => button.textContent)).toEqual(['One', 'Two']);
  await userEvent.click(screen.getByRole('button', { name: 'Two' }));
  expect(screen.queryByRole('navigation', { name: 'Outline' })).toBeNull();
  expect(document.activeElement).toBe(content);
  editor.insert('x');
  expect(editor.text()).toBe('## One\n\ntext\n\nx### Two\n\ntext\n');
});

test('the editor has no fault that axe can find', async () => {
  const { container, editor } = open('## One\n\nTwo[^1] *three*\n', { placeholder: 'Begin' });
  editor.flush();
  editor.findReplace();
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
