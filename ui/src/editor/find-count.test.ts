import { SearchQuery, findNext, openSearchPanel, search, setSearchQuery } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';

import { layOutRanges } from '../testing/editing';

import { findCount } from './find-count';

beforeAll(layOutRanges);
afterEach(() => vi.useRealTimers());

function open(doc: string): EditorView {
  const extensions = [search({ top: true }), findCount()];
  const view = new EditorView({ state: EditorState.create({ doc, extensions }), parent: document.body });
  openSearchPanel(view);
  return view;
}

function seek(view: EditorView, words: string, regexp = false) {
  view.dispatch({ effects: setSearchQuery.of(new SearchQuery({ search: words, regexp })) });
}

const told = (view: EditorView) => view.dom.querySelector('.cm-search .cm-count')?.textContent;

test('how many places there are is said, and which of them is chosen', () => {
  const view = open('One and two and three and four.');
  seek(view, 'and');
  expect(told(view)).toBe('3 matches');
  findNext(view);
  expect(told(view)).toBe('1 of 3');
  findNext(view);
  expect(told(view)).toBe('2 of 3');
});

test('that there is none is said, and nothing of nothing and of a pattern that is not finished', () => {
  const view = open('One and two.');
  seek(view, 'nowhere');
  expect(told(view)).toBe('Not found');
  seek(view, '');
  expect(told(view)).toBe('');
  seek(view, '(', true);
  expect(told(view)).toBe('Not found');
  seek(view, 'x*', true);
  expect(told(view)).toBe('Not found');
});

test('they are counted anew when the text has changed', () => {
  vi.useFakeTimers();
  const view = open('One and two.');
  seek(view, 'and');
  expect(told(view)).toBe('1 match');
  view.dispatch({ changes: { from: 0, insert: 'And, and ' } });
  vi.runAllTimers();
  expect(told(view)).toBe('3 matches');
});
