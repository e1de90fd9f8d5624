import { expect, test } from 'vitest';

import { lineAt, linesOf, sourceBlocks, topOf } from './scroll-blocks';

const SOURCE = `A *first* paragraph[^1] with [a link](https://example.org).
{: .lead}

## A heading
- one

- two
- three

[^1]: A note.

\`\`\`
code

# no heading
\`\`\`

> The last
> one.`;

test('blocks of the source are found with their lines', () => {
  expect(sourceBlocks(SOURCE).map(({ line }) => line)).toEqual([1, 4, 5, 7, 12, 18]);
});

test('each block of the preview finds its own, and a list that is many there is one here', () => {
  const shown = [
    'A first paragraph1 with a link.'.replace('1', ''),
    'A heading',
    'one two three',
    'The last one.',
  ];
  expect(linesOf(sourceBlocks(SOURCE), shown)).toEqual([1, 4, 5, 18]);
});

test('a block of the preview that is nowhere in the source has no line', () => {
  expect(linesOf(sourceBlocks('One.\n\nTwo.'), ['One.', 'Made by the program.', 'Two.'])).toEqual([
    1,
    null,
    3,
  ]);
});

test('between two blocks the way is shared', () => {
  const pairs = [
    { line: 1, top: 0 },
    { line: 11, top: 500 },
  ];
  expect(topOf(pairs, 6)).toBe(250);
  expect(lineAt(pairs, 250)).toBe(6);
  expect(topOf(pairs, 40)).toBe(500);
  expect(topOf([], 3)).toBe(0);
});
