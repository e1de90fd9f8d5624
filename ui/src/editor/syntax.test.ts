import { expect, test } from 'vitest';

import { parse } from './syntax';

function blocksOf(text: string): string[] {
  const names: string[] = [];
  for (let node = parse(text).topNode.firstChild; node; node = node.nextSibling) names.push(node.name);
  return names;
}

test('an item of a list that is begun under a paragraph makes no heading of it', () => {
  for (const begun of ['Words.\n- ', 'Words.\n-  \n\nMore.', 'One\ntwo\n- ', '> Words.\n> - '])
    expect(
      blocksOf(begun).filter((name) => name.includes('Heading')),
      begun,
    ).toEqual([]);
});

test('the line under a heading is one under a single line of text, as on the page', () => {
  expect(blocksOf('Words\n---')).toEqual(['SetextHeading2']);
  expect(blocksOf('Words\n===\n\nMore')).toEqual(['SetextHeading1', 'Paragraph']);
  expect(blocksOf('Words\n-')).toEqual(['SetextHeading2']);
  expect(blocksOf('One\ntwo\n---')).toEqual(['Paragraph']);
  expect(blocksOf('One\ntwo\n===\n\nMore')).toEqual(['Paragraph', 'Paragraph']);
});
