import { expect, test } from 'vitest';

import { diffRows } from './diff-lines';

test('lines come, go and stay, and what is left out is counted', () => {
  const diff =
    '@@ -4,3 +4,4 @@\n a\n-b\n+c\n+d\n e\n@@ -20,2 +21,1 @@\n-f\n g\n\\ No newline at end of file\n';
  expect(diffRows(diff)).toEqual([
    { kind: 'folded', count: 3, rows: [] },
    { kind: 'same', text: 'a' },
    { kind: 'removed', text: 'b' },
    { kind: 'added', text: 'c' },
    { kind: 'added', text: 'd' },
    { kind: 'same', text: 'e' },
    { kind: 'folded', count: 13, rows: [] },
    { kind: 'removed', text: 'f' },
    { kind: 'same', text: 'g' },
  ]);
});

test('a new file is all there', () => {
  expect(diffRows('@@ -0,0 +1,2 @@\n+---\n+\n')).toEqual([
    { kind: 'added', text: '---' },
    { kind: 'added', text: '' },
  ]);
});

test('a long run that stays is folded between what is around the changes', () => {
  const run = Array.from({ length: 12 }, (_, at) => ` ${at}`).join('\n');
  const rows = diffRows(`@@ -1,13 +1,14 @@\n+x\n${run}\n-y\n`);
  expect(rows.map((row) => (row.kind === 'folded' ? row.count : row.text))).toEqual([
    'x',
    '0',
    '1',
    '2',
    6,
    '9',
    '10',
    '11',
    'y',
  ]);
});
