import { beforeEach, expect, test } from 'vitest';

import { placesOf } from './find';

let root: HTMLElement;

beforeEach(() => {
  root = document.createElement('div');
  document.body.replaceChildren(root);
});

function found(html: string, words: string): string[] {
  root.innerHTML = html;
  return placesOf(root, words).map((range) => range.toString());
}

test('every place is found, whatever its letter case', () => {
  expect(found('<p>Deference and deference.</p><h2>DEFERENCE</h2>', 'deference')).toEqual([
    'Deference',
    'deference',
    'DEFERENCE',
  ]);
});

test('words that are partly emphasised are found', () => {
  expect(found('<p>the <em>Chev</em>ron rule</p>', 'chevron rule')).toEqual(['Chevron rule']);
});

test('words do not run on from one paragraph into the next', () => {
  expect(found('<p>first</p><p>second</p>', 'firstsecond')).toEqual([]);
});

test('accents, curly quotes and kinds of white space make no difference', () => {
  expect(found('<p>Élysée’s\u00a0gate</p>', "elysee's gate")).toEqual(['Élysée’s\u00a0gate']);
  expect(found('<p>𝔄 word</p>', 'word')).toEqual(['word']);
});

test('what is not shown is not found, and nothing is found of nothing', () => {
  expect(found('<p class="visually-hidden">hidden</p>', 'hidden')).toEqual([]);
  expect(found('<p>text</p>', '  ')).toEqual([]);
});
