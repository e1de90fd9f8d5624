import { expect, test } from 'vitest';

import { textStart } from './front-matter';
import { outlineOf } from './outline';
import { countWords, readText } from './words';

test.each([
  ['', 0],
  ['One two, three.', 3],
  ['It’s 1,420 words — well-set.', 4],
  ['**One** [two](https://example.org/a "title") `three`', 3],
  ['# Heading\n\nText[^1] goes\n\n[^1]: See *there*.', 5],
  ['See <https://example.org> or https://example.org/x too', 3],
  ['a<em>b</em> <!-- not these --> c', 2],
  ['| One | two |\n|---|---|\n| three | four |', 4],
  ['---\ntitle: Not this\n---\n\nBut this', 2],
  ['> quoted\n> words\n\n- item\n- item', 4],
  ['![a picture](x.png) after', 3],
  ['هذا نص عربي', 3],
])('the words of %j are %i', (text, count) => {
  expect(countWords(text)).toBe(count);
});

test('what is read holds no markup', () => {
  expect(readText('## The *whole* story[^2]').trim()).toBe('The whole story');
});

test('front matter ends at its second line of hyphens', () => {
  expect(textStart('---\ntitle: x\nlist:\n  - a\n---\nText')).toBe(
    '---\ntitle: x\nlist:\n  - a\n---\n'.length,
  );
  expect(textStart('---\nA rule, then text.\n---\n')).toBe(0);
  expect(textStart('---\ntitle: never closed\n')).toBe(0);
  expect(textStart('Text\n---\n')).toBe(0);
});

test('the outline names each heading with its level and line', () => {
  const text =
    '# One\n\ntext\n\n## Two *words* [link](x)\n\n```\n# no\n```\n\nThree\n---\n\n### `code`[^1]\n';
  expect(outlineOf(text)).toEqual([
    { level: 1, text: 'One', line: 1 },
    { level: 2, text: 'Two words link', line: 5 },
    { level: 2, text: 'Three', line: 11 },
    { level: 3, text: 'code', line: 14 },
  ]);
});
