import { expect, test } from 'vitest';

import {
  clock,
  dayInWords,
  duration,
  figure,
  fileSize,
  initials,
  listedParts,
  monthInWords,
} from './formats';
import { m } from './paraglide/messages';

test('a day is written day first, in every zone the day as written', () => {
  expect(dayInWords('2021-05-24')).toBe('24 May 2021');
  expect(dayInWords('2014-12-08')).toBe('8 December 2014');
  expect(monthInWords('2014-12-08')).toBe('Dec 2014');
});

test.each(['soon', '2021', '2021-5-4', '2021-13-41x', ''])('%s is no day and stays as it is', (day) => {
  expect(dayInWords(day)).toBe(day);
});

test('the clock is that on the wall', () => {
  expect(clock(new Date(2026, 0, 1, 14, 2))).toBe('14:02');
});

test('figures are grouped, and words and minutes know one from many', () => {
  expect(figure(1420)).toBe('1,420');
  expect(m.words({ count: 1420 })).toBe('1,420 words');
  expect(m.words({ count: 1 })).toBe('1 word');
  expect(m.minutes({ count: 7 })).toBe('7 min');
  expect(m.responses_count({ count: 0 })).toBe('0 responses');
});

test.each([
  ['Jane Doe', 'JD'],
  ['Professor Alex G. Whiting', 'AW'],
  ['Dr. Mei Lin', 'ML'],
  ['jane-doe', 'J'],
  ['Élodie', 'É'],
  ['', ''],
  ['42', ''],
])('the initials of %s are %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});

test('names are listed as people list them', () => {
  const text = (names: string[]) =>
    listedParts(names)
      .map((part) => part.text)
      .join('');
  expect(text(['A'])).toBe('A');
  expect(text(['A', 'B'])).toBe('A and B');
  expect(text(['A', 'B', 'C'])).toBe('A, B and C');
  expect(listedParts(['A', 'B']).map((part) => part.index)).toEqual([0, null, 1]);
});

test('how long something took is said as exactly as it matters', () => {
  expect([20, 3240, 32_400, 60_000, 72_000].map(duration)).toEqual([
    '0.1 seconds',
    '3.2 seconds',
    '32 seconds',
    '1 minute',
    '1 minute, 12 seconds',
  ]);
});

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [3200, '3.2 kB'],
  [45_600, '46 kB'],
  [7_000_000, '7 MB'],
  [12_300_000_000_000, '12,300 GB'],
])('%i bytes are %s', (bytes, words) => {
  expect(fileSize(bytes)).toBe(words);
});
