import { expect, test } from 'vitest';

import { m } from '$lib/paraglide/messages';

import {
  clock,
  dayInWords,
  dayOnWall,
  deadline,
  duration,
  figure,
  fileSize,
  inQuotes,
  initials,
  isSoon,
  listedParts,
  monthInWords,
} from './formats';

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
  ['2026-11-24', 3, 'in 3 days', 'Friday 27 November'],
  ['2026-11-26', 1, 'tomorrow', 'Friday 27 November'],
  ['2026-11-27', 0, 'today', 'Friday 27 November'],
  ['2026-11-28', -1, 'yesterday', 'Friday 27 November'],
  ['2026-11-29', -2, '2 days ago', 'Friday 27 November'],
])('on %s an answer by 27 November 2026 has %i days: %s', (today, days, distance, day) => {
  const left = deadline('2026-11-27', today);
  // Whether there is a comma is a matter of the system's taste.
  expect({ ...left, day: left?.day.replace(',', '') }).toEqual({ days, distance, day });
});

test('the year is said where it is another one', () => {
  expect(deadline('2026-11-27', '2025-12-31')?.day).toMatch(/^Friday,? 27 November 2026$/);
});

test.each([
  ['2026-03-28', '2026-03-29', 1],
  ['2026-10-24', '2026-10-26', 2],
  ['2028-02-28', '2028-03-01', 2],
])('from %s to %s, whatever the clocks do, it is %i nights', (today, day, nights) => {
  expect(deadline(day, today)?.days).toBe(nights);
});

test('what is no day has no deadline, and only what is near stands in a list', () => {
  expect(deadline('soon', '2026-11-24')).toBeNull();
  const soon = ['2026-11-23', '2026-11-24', '2026-12-01', '2026-12-02'].map((day) =>
    isSoon(day, '2026-11-24'),
  );
  expect(soon).toEqual([false, true, true, false]);
  expect(isSoon(null, '2026-11-24')).toBe(false);
});

test('the day on the wall is that of the clock on it', () => {
  expect(dayOnWall(new Date(2026, 0, 5, 0, 0))).toBe('2026-01-05');
  expect(dayOnWall(new Date(2026, 0, 5, 23, 59, 59))).toBe('2026-01-05');
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

test('marks of quotation inside of ours are single ones', () => {
  expect(inQuotes('“statistical evidence” law')).toBe('‘statistical evidence’ law');
  expect(inQuotes('"open')).toBe('‘open');
  expect(inQuotes('it’s')).toBe('it’s');
});
