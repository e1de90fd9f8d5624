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

test('words are found by their plain form in every script, and marked as they are written', () => {
  expect(found('<p>Die Stra\u00dfe, der Rechts\u00adschutz</p>', 'strasse')).toEqual(['Straße']);
  expect(found('<p>der Rechts\u00adschutz</p>', 'rechtsschutz')).toEqual(['Rechts\u00adschutz']);
  expect(found('<p>The ﬁrst oﬃcer, ＡＢＣ</p>', 'officer, abc')).toEqual(['oﬃcer, ＡＢＣ']);
  expect(found('<p>قَالَ الْقَاضِي والعـــدالة</p>', 'القاضي والعدالة')).toEqual(['الْقَاضِي والعـــدالة']);
  expect(found('<p>le c<em>œu</em>r</p>', 'coeur')).toEqual(['cœur']);
  expect(found('<p>尊重立法机关</p>', '立法')).toEqual(['立法']);
  expect(found('<p>Qurʾān, Łódź</p>', 'quran')).toEqual(['Qurʾān']);
});

test('a mark in an element of its own belongs to the letter before it', () => {
  expect(found('<p>e<b>\u0301</b>tat</p>', 'etat')).toEqual(['e\u0301tat']);
});
