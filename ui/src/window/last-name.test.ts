import { expect, test } from 'vitest';

import { guessedLastName } from './last-name';

test.each([
  ['Jane Doe', 'Doe'],
  ['Jean de La Fontaine', 'de La Fontaine'],
  ['Ludwig van Beethoven', 'van Beethoven'],
  ['Martin Luther King, Jr.', 'King'],
  ['Aristotle', ''],
  ['', ''],
])('%s is sorted by “%s”', (name, last) => {
  expect(guessedLastName(name)).toBe(last);
});
