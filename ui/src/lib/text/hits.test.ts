import { expect, test } from 'vitest';

import { wordsOfHit } from './hits';

const plain = (text: string) => ({ text, marked: false });
const found = (text: string) => ({ text, marked: true });

test('the first found words are taken with what stands around them', () => {
  const snippet = [plain('…and the '), found('courts'), plain(' of the '), found('land'), plain(' say…')];
  const forms = ['courts', 'land'];
  expect(wordsOfHit({ snippet, forms }, 'cour lan')).toEqual({
    ...{ words: 'courts', before: 'and the ', after: ' of the land say' },
    forms,
  });
});

test('those that are written as they were looked for go before other forms of them', () => {
  const snippet = [plain('…'), found('والعدالة'), plain(' ثم '), found('العَدالة'), plain(' هنا')];
  const hit = wordsOfHit({ snippet, forms: [] }, 'قال العدالة');
  expect(hit).toMatchObject({ words: 'العَدالة', before: 'والعدالة ثم ', after: ' هنا' });
  const phrase = [found('Courts'), plain(' or '), found('a court'), plain(' of law')];
  expect(wordsOfHit({ snippet: phrase, forms: [] }, '“A Court”')?.words).toBe('a court');
});

test('a snippet without a found word leads to none', () => {
  expect(wordsOfHit({ snippet: [plain('Courts defer.')], forms: [] }, 'court')).toBeNull();
  expect(wordsOfHit({ snippet: [], forms: [] }, 'court')).toBeNull();
});
