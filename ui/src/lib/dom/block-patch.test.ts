import { expect, test } from 'vitest';

import { replaceBlocks } from './block-patch';

function shown(html: string): HTMLElement {
  const holder = document.createElement('div');
  holder.innerHTML = html;
  return holder;
}

function change(holder: HTMLElement, html: string) {
  const template = document.createElement('template');
  template.innerHTML = html;
  replaceBlocks(holder, template.content);
}

test.each([
  ['', '<p>a</p>'],
  ['<p>a</p>', ''],
  ['<p>a</p><p>b</p>', '<p>b</p><p>a</p>'],
  ['<p>a</p><p>b</p><p>c</p>', '<p>a</p><p>B</p><p>c</p>'],
  ['<p>a</p>', '<h2>t</h2><p>a</p><p>a</p>'],
  ['<p>a</p>\n<p>b</p>', '<p>b</p>\n<p>c</p>'],
  ['<p>a</p>\n\n<p>b</p>\n\n<p>c</p>\n', '<h2>t</h2>\n\n<p>a</p>\n\n<p>b</p>\n\n<p>c</p>\n'],
  ['<p>a</p><p>a</p>', '<p>a</p>'],
  ['<p>a</p>', '<p>a</p><p>a</p>'],
  ['plain text', 'other text <em>e</em>'],
])('%s becomes %s', (before, after) => {
  const holder = shown(before);
  change(holder, after);
  expect(holder.innerHTML).toBe(after);
});

test('what is the same is the very same element, and keeps its focus', () => {
  const holder = shown('<p>one</p><p>two <a href="#x">link</a></p><p>three</p>');
  document.body.replaceChildren(holder);
  const link = holder.querySelector('a');
  link?.focus();
  change(holder, '<p>zero</p><p>one</p><p>two <a href="#x">link</a></p><p>three, mended</p>');
  expect(holder.querySelector('a')).toBe(link);
  expect(document.activeElement).toBe(link);
});

test('a block that is added in the midst leaves all others as they are, whatever white space is between them', () => {
  const holder = shown('<p>one</p>\n\n<p>two</p>\n\n<p>three</p>\n');
  const before = [...holder.children];
  change(holder, '<p>one</p>\n\n<h2>new</h2>\n\n<p>two, mended</p>\n\n<p>three</p>\n');
  expect(holder.children[0]).toBe(before[0]);
  expect(holder.children[3]).toBe(before[2]);
  change(holder, '<p>zero</p>\n\n<p>one</p>\n\n<h2>new</h2>\n\n<p>two, mended</p>\n\n<p>three</p>\n');
  expect([holder.children[1], holder.children[4]]).toEqual([before[0], before[2]]);
  expect(holder.contains(before[0] ?? null)).toBe(true);
});
