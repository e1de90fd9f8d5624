import { expect, test } from 'vitest';

import { wordsOfHit } from './hits';

const plain = (text: string) => ({ text, marked: false });
const found = (text: string) => ({ text, marked: true });

test('the first found words are taken with what stands around them', () => {
  const snippet = [plain('…and the '), found('courts'), plain(' of the '), found('land'), plain(' say…')];
  expect(wordsOfHit(snippet)).toEqual({ words: 'courts', before: 'and the ', after: ' of the land say' });
});

test('a snippet without a found word leads to none', () => {
  expect(wordsOfHit([plain('Courts defer.')])).toBeNull();
  expect(wordsOfHit([])).toBeNull();
});
