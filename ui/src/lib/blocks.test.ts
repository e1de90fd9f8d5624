import { expect, test } from 'vitest';

import { replaceBlocks } from './blocks';

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
