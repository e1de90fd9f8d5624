import { expect, test } from 'vitest';

import { conflictRow } from '../../testing/examples';

import { originOf, originsOf } from './side-names';

const copy = conflictRow({
  kind: 'copy',
  engine: 'Syncthing',
  from: 'ABCDEFG',
  at: '2024-01-31 23:59',
});

test('the letters by which Syncthing knows a computer are said to be a computer’s', () => {
  expect(originsOf(copy)).toEqual(['Syncthing', 'from the computer ABCDEFG', '31 January 2024, 23:59']);
  expect(originOf(copy)).toBe('Syncthing (from the computer ABCDEFG, 31 January 2024, 23:59)');
});

test('a name that another program gives stands as it is', () => {
  expect(originsOf({ ...copy, engine: 'git', from: 'laptop', at: null })).toEqual(['git', 'laptop']);
  expect(originOf({ ...copy, engine: null, from: null, at: null })).toBe('A sync program');
});
