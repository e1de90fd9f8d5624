import { expect, test } from 'vitest';

import { steppedTextSize } from './text-size';

test('the size goes step by step, between its limits, and back to normal', () => {
  expect([100, 110, 130, 240].map((size) => steppedTextSize(size, 1))).toEqual([110, 125, 150, 240]);
  expect([100, 130, 60].map((size) => steppedTextSize(size, -1))).toEqual([90, 125, 60]);
  expect(steppedTextSize(175, 0)).toBe(100);
});
