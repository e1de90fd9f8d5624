import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';

import { insertion } from './insertions';
import { manuscriptLanguage } from './syntax';

/** The text after `markdown` was put where `|` stands in `doc`, with `|` where the cursor is then. */
function put(doc: string, markdown: string, block = false): string {
  const at = doc.indexOf('|');
  const state = EditorState.create({
    doc: doc.replace('|', ''),
    selection: { anchor: at },
    extensions: [manuscriptLanguage()],
  });
  const { state: after } = state.update(insertion(state, markdown, block));
  const { head } = after.selection.main;
  const text = after.doc.toString();
  return `${text.slice(0, head)}|${text.slice(head)}`;
}

test.each([
  ['a list', '- a\n- b', 'Words\n\n- a\n- b|\n\ngo on.'],
  ['a numbered list', '1. a', 'Words\n\n1. a|\n\ngo on.'],
  ['a heading', '## a', 'Words\n\n## a|\n\ngo on.'],
  ['a quotation', '> a', 'Words\n\n> a|\n\ngo on.'],
  ['code', '```\na\n```', 'Words\n\n```\na\n```|\n\ngo on.'],
])('%s that is put in the middle of a line stands on lines of its own', (_, markdown, expected) => {
  const [before, after] = ['Words', 'go on.'];
  expect(put(`${before}|${after}`, markdown)).toBe(expected);
});

test('words that are put in the middle of a line stay in it', () => {
  expect(put('Words | go on.', 'and *more*')).toBe('Words and *more*| go on.');
});

test('what begins with words and ends with a list parts only from what follows', () => {
  expect(put('Words | go on.', 'more:\n\n- a')).toBe('Words more:\n\n- a|\n\n go on.');
});

test('a list at the end of a line parts from the line before and the line after', () => {
  expect(put('Words|\nGo on.', '- a')).toBe('Words\n\n- a|\n\nGo on.');
  expect(put('Words\n|\nGo on.', '- a')).toBe('Words\n- a|\n\nGo on.');
});

test('a line of dashes does not make a heading of the line before it', () => {
  expect(put('Words\n|', '---')).toBe('Words\n\n---|');
});

test('in a quotation it is quoted, lines between blocks too', () => {
  expect(put('> Words|', '- a\n\nEnd.')).toBe('> Words\n>\n> - a\n>\n> End.|');
});
