import { expect, test } from 'vitest';

import {
  type Change,
  checkFootnotes,
  counterpart,
  footnotesOf,
  newFootnote,
  nextNumber,
  renumber,
} from './footnotes';

function changed(text: string, changes: Change[]): string {
  return changes.reduceRight((so, { from, to, insert }) => so.slice(0, from) + insert + so.slice(to), text);
}

const problems = (text: string) =>
  checkFootnotes(footnotesOf(text)).map(({ kind, label }) => `${kind} ${label}`);

const PLAIN = 'One.[^1] Two.[^2]\n\n[^1]: First.\n\n[^2]: Second,\n    goes on.\n\n    And on.\n';

test('marks and definitions are found, but not in code, nor where they are escaped', () => {
  const text =
    'a[^1] `[^2]` \\[^3]\n\n    [^4]\n\n```\n[^5]: x\n```\n\n> q[^6]\n\n[^1]: Ibid.\n[^n-x]: See [^1].\n';
  const { marks, definitions } = footnotesOf(text);
  expect(marks.map(({ label }) => label)).toEqual(['1', '6', '1']);
  expect(definitions.map(({ label, from, to }) => [label, text.slice(from, to)])).toEqual([
    ['1', '[^1]'],
    ['n-x', '[^n-x]'],
  ]);
});

test('footnotes that are well have no problem', () => {
  expect(problems(PLAIN)).toEqual([]);
  expect(problems('No notes.')).toEqual([]);
  expect(problems('a[^1] b[^note] c[^3] d[^1]\n\n[^1]: x\n\n[^note]: y\n\n[^3]: z')).toEqual([]);
});

test('what is wrong is said in the order of the text', () => {
  const text = 'b[^2] a[^1] c[^lost]\n\n[^1]: x\n\n[^2]: y\n\n[^2]: again\n\n[^4]: unused\n';
  expect(problems(text)).toEqual(['out-of-order 1', 'undefined lost', 'duplicate 2', 'unused 4']);
});

test('a mark before any front matter’s end is none', () => {
  expect(problems('---\ntitle: a[^9]\n---\n\nText.')).toEqual([]);
});

test('numbers come into the order of their marks, words stay, and no more than numbers is changed', () => {
  const text = 'a[^7] b[^note] `[^3]` c[^3] d[^7]\n\n[^3]: x\n\n[^7]: y\n\n[^note]: z\n\n[^9]: unused\n';
  const changes = renumber(text);
  expect(changed(text, changes)).toBe(
    'a[^1] b[^note] `[^3]` c[^2] d[^1]\n\n[^2]: x\n\n[^1]: y\n\n[^note]: z\n\n[^3]: unused\n',
  );
  expect(changes.map(({ from, to }) => text.slice(from, to))).toEqual(['7', '3', '7', '3', '7', '9']);
});

test('footnotes in order are not touched', () => {
  expect(renumber(PLAIN)).toEqual([]);
});

test('numbering anew removes every fault of order', () => {
  const text = 'a[^2] b[^1] c[^12] d[^3]\n\n[^1]: x\n[^2]: y\n[^3]: z\n[^12]: w\n';
  const mended = changed(text, renumber(text));
  expect(mended).toBe('a[^1] b[^2] c[^3] d[^4]\n\n[^2]: x\n[^1]: y\n[^4]: z\n[^3]: w\n');
  expect(problems(mended)).toEqual([]);
});

test('a new footnote has the next number, its definition at the end, and the cursor there', () => {
  const at = PLAIN.indexOf(' Two');
  const { changes, cursor, label } = newFootnote(PLAIN, at);
  const text = changed(PLAIN, changes);
  expect(label).toBe('3');
  expect(text).toBe(
    'One.[^1][^3] Two.[^2]\n\n[^1]: First.\n\n[^2]: Second,\n    goes on.\n\n    And on.\n\n[^3]: \n',
  );
  expect(text.slice(0, cursor)).toMatch(/\[\^3\]: $/);
});

test.each([
  ['', 0, '[^1]\n\n[^1]: \n'],
  ['Word', 4, 'Word[^1]\n\n[^1]: \n'],
  ['Word\n', 4, 'Word[^1]\n\n[^1]: \n'],
  ['Word\n\n', 6, 'Word\n\n[^1]\n\n[^1]: \n'],
])('a first footnote in %j', (text, at, expected) => {
  const { changes, cursor } = newFootnote(text, at);
  const after = changed(text, changes);
  expect(after).toBe(expected);
  expect(cursor).toBe(after.length - 1);
});

test('the next number is free even where a label is only marked', () => {
  expect(nextNumber(footnotesOf('a[^4]\n\n[^x]: y'))).toBe(5);
});

test('one goes from a mark to its definition and back', () => {
  const notes = footnotesOf(PLAIN);
  const mark = PLAIN.indexOf('[^2]');
  const definition = PLAIN.indexOf('Second');
  expect(counterpart(notes, PLAIN, mark + 1)).toBe(definition);
  expect(counterpart(notes, PLAIN, definition)).toBe(mark + 4);
  expect(counterpart(notes, PLAIN, PLAIN.indexOf('And on'))).toBe(mark + 4);
  expect(counterpart(notes, PLAIN, 0)).toBeNull();
  expect(counterpart(notes, `${PLAIN}\nAfter all.`, PLAIN.length + 4)).toBeNull();
});
