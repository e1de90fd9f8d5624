import { expect, test } from 'vitest';

import { countOf, fold, folded, hasWords, wholeWords, wordsOf } from './folding';
import { COUNTED, FOLDED } from './folding-cases';

test('a text is folded as the core folds it', () => {
  const other = FOLDED.filter(([text, plain]) => fold(text) !== plain);
  expect(other.map(([text, plain]) => [text, plain, fold(text)])).toEqual([]);
});

test.each(COUNTED)('the words of %j are %i, as the core counts them', (text, count) => {
  expect(countOf(text)).toBe(count);
});

test('every unit of what is folded tells where it comes from', () => {
  expect(folded('aﬃb')).toEqual({
    text: 'affib',
    starts: [0, 1, 1, 1, 2],
    ends: [1, 2, 2, 2, 3],
  });
  expect(folded('e\u0301\u00adx').starts).toEqual([0, 3]);
  expect(folded('Ab c').ends).toEqual([1, 2, 3, 4]);
});

test('a filter is words, in any order and script', () => {
  expect(wordsOf('  Œuvre\u00a0 lodz ')).toEqual(['oeuvre', 'lodz']);
  expect(hasWords('Łódź: l’œuvre', wordsOf('oeuvre LODZ'))).toBe(true);
  expect(hasWords('قَالَ الْقَاضِي', wordsOf('القاضي'))).toBe(true);
  expect(hasWords('最高法院', wordsOf('法院'))).toBe(true);
  expect(hasWords('court', wordsOf('court x'))).toBe(false);
});

test.each([
  ['The court defers to Con', 'The court defers to'],
  ['The court ', 'The court'],
  ['Unbroken', 'Unbroke'],
  ['Note 最高法院应当尊重', 'Note 最高法院应当尊'],
  ['最高法院 defe', '最高法院'],
  ['ในศาลฎี', 'ในศาล'],
  ['', ''],
])('what is left of %j ends with a word, or with a letter of a script without spaces', (beginning, whole) => {
  expect(wholeWords(beginning)).toBe(whole);
});
