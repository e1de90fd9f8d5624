import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { beforeAll, expect, test } from 'vitest';

import { layOutRanges } from '../testing/editing';
import { later, settled } from '../testing/fake-program';

import { pasting } from './paste-and-drop';
import { type System, fromSystem } from './system-clipboard';

beforeAll(layOutRanges);

function open(doc: string, system: System): EditorView {
  const extensions = [pasting(() => ({})), fromSystem(() => system)];
  return new EditorView({ state: EditorState.create({ doc, extensions }), parent: document.body });
}

function paste(view: EditorView, data: Record<string, string> = {}) {
  const clipboardData = { getData: (type: string) => data[type] ?? '', types: Object.keys(data), files: [] };
  const event = new Event('paste', { bubbles: true, cancelable: true });
  view.contentDOM.dispatchEvent(Object.assign(event, { clipboardData }));
}

function click(view: EditorView, at: number, button = 1) {
  view.posAtCoords = () => at;
  view.contentDOM.dispatchEvent(new MouseEvent('mousedown', { button, bubbles: true, cancelable: true }));
}

test('a picture that the webview does not hand over is kept by the program, and stands where it was pasted', async () => {
  const { promise, keep } = later<string | null>();
  const view = open('One two.', { keepCopied: () => promise });
  view.dispatch({ selection: { anchor: 3 } });
  paste(view);
  view.dispatch({ changes: { from: 0, insert: 'So: ' } });
  keep('/images/copied.png');
  await settled();
  expect(view.state.doc.toString()).toBe('So: One![](/images/copied.png) two.');
});

test('a picture that comes with HTML that holds nothing but it is one, too', async () => {
  const view = open('', { keepCopied: () => Promise.resolve('/images/copied.png') });
  paste(view, { 'text/html': '<img src="https://example.org/a.png">' });
  await settled();
  expect(view.state.doc.toString()).toBe('![](/images/copied.png)');
});

test('that nothing could be pasted is said, and takes nothing away', async () => {
  let said = 0;
  const system = { keepCopied: () => Promise.resolve(null), onnothing: () => void (said += 1) };
  const view = open('One two.', system);
  view.dispatch({ selection: { anchor: 0, head: 3 } });
  paste(view);
  await settled();
  paste(view, { 'text/plain': 'So' });
  await settled();
  expect([said, view.state.doc.toString()]).toEqual([1, 'So two.']);
});

test('a middle click pastes what is selected, at its place, and not what was copied', async () => {
  const view = open('One two.', { selectedText: () => Promise.resolve('and\r\n') });
  view.dispatch({ selection: { anchor: 0, head: 3 } });
  click(view, 4);
  paste(view, { 'text/plain': 'COPIED' });
  await settled();
  expect(view.state.doc.toString()).toBe('One and\ntwo.');
  expect(view.state.selection.main).toMatchObject({ from: 8, to: 8 });
});

test('the cursor stands behind what came to it, and stays where the person has put it meanwhile', async () => {
  const { promise, keep } = later<string | null>();
  const view = open('One two.', { keepCopied: () => promise });
  view.dispatch({ selection: { anchor: 3 } });
  paste(view);
  keep('/a.png');
  await settled();
  expect(view.state.selection.main.head).toBe('One![](/a.png)'.length);
  const slow = later<string | null>();
  const other = open('One two.', { keepCopied: () => slow.promise });
  other.dispatch({ selection: { anchor: 3 } });
  paste(other);
  other.dispatch({ selection: { anchor: 0 } });
  slow.keep('/a.png');
  await settled();
  expect(other.state.selection.main.head).toBe(0);
});

test('the keys paste what was copied, also right after a middle click that pasted nothing', async () => {
  const view = open('', { selectedText: () => Promise.resolve('SELECTED') });
  click(view, 0);
  view.contentDOM.dispatchEvent(new KeyboardEvent('keydown', { key: 'v', ctrlKey: true, bubbles: true }));
  paste(view, { 'text/plain': 'COPIED' });
  await settled();
  expect(view.state.doc.toString()).toBe('COPIED');
});

test('where nothing is selected for a middle click, as on other systems, it pastes as it did', async () => {
  const view = open('', {});
  click(view, 0);
  paste(view, { 'text/plain': 'COPIED' });
  await settled();
  expect(view.state.doc.toString()).toBe('COPIED');
});
