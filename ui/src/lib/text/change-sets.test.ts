import { expect, test } from 'vitest';

import { changed, composed, mapped, type Piece } from './change-sets';

const text = 'A court defers where others know more.';

test('two changes become one that does the same', () => {
  const first: Piece[] = [
    [0, 1, 'The'],
    [8, 14, 'defers, if at all,'],
  ];
  const after = changed(text, first);
  const then: Piece[] = [
    [4, 9, 'judge'],
    [after.length - 1, after.length, '!'],
  ];
  expect(changed(text, composed(first, then))).toBe(changed(after, then));
});

test('letters typed one after the other become one piece', () => {
  let all: Piece[] = [];
  for (const [at, letter] of [...'word'].entries()) all = composed(all, [[5 + at, 5 + at, letter]]);
  expect(all).toEqual([[5, 5, 'word']]);
});

test('what is typed and taken back leaves nothing to send', () => {
  expect(composed([[3, 3, 'abc']], [[3, 6, '']])).toEqual([]);
});

test('pieces that come to touch are one piece', () => {
  expect(composed([[2, 4, '']], [[0, 2, 'x']])).toEqual([[0, 4, 'x']]);
});

test('any two changes of any text, composed, come to the same text', () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  const someChange = (length: number): Piece[] => {
    const pieces: Piece[] = [];
    for (let at = random(4); at < length; at += 1 + random(9)) {
      const to = Math.min(length, at + random(5));
      const insert = 'xyz'.slice(random(4));
      if (to > at || insert) pieces.push([at, to, insert]);
      at = to;
    }
    return pieces;
  };
  for (let round = 0; round < 500; round++) {
    const first = someChange(text.length);
    const after = changed(text, first);
    const then = someChange(after.length);
    const both = composed(first, then);
    expect(changed(text, both)).toBe(changed(after, then));
    expect(both.every(([from], at) => at === 0 || from > (both[at - 1]?.[1] ?? 0))).toBe(true);
  }
});

test.each<[string, Piece[], Piece[]]>([
  ['apart', [[0, 0, 'So: ']], [[10, 14, 'wait']]],
  ['at one place', [[4, 4, 'mine ']], [[4, 4, 'theirs ']]],
  ['one inside what the other takes away', [[6, 6, 'X']], [[2, 12, '']]],
  ['both take away the same and more', [[2, 9, 'a']], [[5, 12, 'b']]],
  [
    'many on both sides',
    [
      [0, 1, ''],
      [3, 5, 'x'],
      [9, 9, 'yy'],
    ],
    [
      [1, 4, 'z'],
      [9, 11, ''],
    ],
  ],
  ['at the end', [[15, 15, ' mine']], [[15, 15, ' theirs']]],
])('two changes of one text come to the same in either order: %s', (_, own, others) => {
  const text = 'Courts listen. ';
  const first = changed(changed(text, own), mapped(others, own, false));
  const second = changed(changed(text, others), mapped(own, others, true));
  expect(first).toBe(second);
});
