import { expect, test } from 'vitest';

import { cutAtWord } from './truncate';

test('a text is cut between two words, and not at all where it has room', () => {
  expect(cutAtWord('The constraints on judges', 25)).toBe('The constraints on judges');
  expect(cutAtWord('The constraints on judges', 24)).toBe('The constraints on…');
  expect(cutAtWord('The constraints on judges', 18)).toBe('The constraints on…');
  expect(cutAtWord('The constraints on judges', 17)).toBe('The constraints…');
  expect(cutAtWord('Judges, and so on', 8)).toBe('Judges…');
});

test('what has no gap is cut all the same, between two signs', () => {
  expect(cutAtWord('一二三四五', 3)).toBe('一二三…');
  expect(cutAtWord('𝄞𝄞𝄞', 2)).toBe('𝄞𝄞…');
});
