import { expect, test } from 'vitest';

import { directionOfHtml, languageOf, languageOfHtml } from './language';

test.each([
  ['en', 'The duty of a court is to give reasons for what it does, and that is why it writes.'],
  ['fr', 'Le devoir des juges est de dire dans les motifs ce que la loi et les faits imposent.'],
  [
    'es',
    'El deber de los jueces es decir en las sentencias lo que la ley y los hechos imponen por una razón.',
  ],
  ['de', 'Die Pflicht der Gerichte ist es, das Urteil zu begründen und den Weg von der Norm zu zeigen.'],
  ['ar', 'واجب القاضي أن يبين أسباب حكمه'],
  ['he', 'חובתו של השופט לנמק'],
])('a text in %s is known', (language, text) => {
  expect(languageOf(text)).toBe(language);
});

test.each(['', 'Donoghue v Stevenson', '1234'])('of “%s” nothing is claimed', (text) => {
  expect(languageOf(text)).toBeNull();
});

test('tags and their attributes are no words', () => {
  expect(
    languageOfHtml('<p class="the of and that is" title="the of and">واجب القاضي أن يبين أسباب حكمه</p>'),
  ).toBe('ar');
});

test('Arabic and Hebrew run from right to left, and a text of no known language as its first letter does', () => {
  const texts = [
    '<p>واجب القاضي أن يبين أسباب حكمه</p>',
    '<p>מים is what the court of the city and that of the land wrote, and it is for the judge with care.</p>',
    '<p dir="rtl">1. Ja.</p>',
    '<p>ދިވެހި</p>',
    '',
  ];
  expect(texts.map(directionOfHtml)).toEqual(['rtl', 'ltr', 'ltr', 'rtl', 'ltr']);
});
