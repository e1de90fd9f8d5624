import { expect, test } from 'vitest';

import { shapeOf } from './stance';

test('yes and no have shapes of their own, whatever follows', () => {
  expect(shapeOf('Yes, on questions of degree')).toBe('triangle');
  expect(shapeOf('No, but listen')).toBe('inverted');
  expect(shapeOf('Sometimes')).toBe('diamond');
});

test('another word always has the same shape, and a word like “Note” is no “No”', () => {
  expect(shapeOf('Note it, do not mend it')).not.toBe('inverted');
  expect(shapeOf('Textualist')).toBe(shapeOf(' textualist '));
});
