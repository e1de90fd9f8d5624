import { afterEach, beforeEach, expect, test } from 'vitest';

import { layOut } from '../../testing/layout';

import { holdPlace } from './scroll-anchor';

const plain = Element.prototype.getBoundingClientRect;
let pane: HTMLElement;

beforeEach(() => {
  pane = document.createElement('main');
  document.body.replaceChildren(pane);
  layOut(pane);
});

afterEach(() => {
  Element.prototype.getBoundingClientRect = plain;
});

function show(...paragraphs: string[]) {
  pane.innerHTML = paragraphs.map((text) => `<p>${text}</p>`).join('');
}

test('a paragraph that is added above pushes nothing away', () => {
  show('one', 'two', 'three', 'four');
  pane.scrollTop = 230;
  const settle = holdPlace(pane);
  show('new', 'one', 'two', 'three', 'four');
  settle();
  expect(pane.scrollTop).toBe(330);
});

test('the part of a conflict that has the keyboard stays where it is, even on a page that is not scrolled', () => {
  const parts = (...names: string[]) =>
    names.map((name) => `<div data-part data-anchor="${name}"><textarea></textarea></div>`).join('');
  pane.innerHTML = parts('one', 'two');
  pane.querySelectorAll('textarea')[1]?.focus();
  const settle = holdPlace(pane);
  pane.innerHTML = `<p>notice</p>${parts('one', 'new', 'two')}`;
  settle();
  expect(pane.scrollTop).toBe(200);
});

test('a paragraph that is taken away above pulls nothing up', () => {
  show('one', 'two', 'three', 'four');
  pane.scrollTop = 230;
  const settle = holdPlace(pane);
  show('two', 'three', 'four');
  settle();
  expect(pane.scrollTop).toBe(130);
});

test('if the paragraph at the top is what changed, the next one holds the place', () => {
  show('one', 'two', 'three', 'four');
  pane.scrollTop = 230;
  const settle = holdPlace(pane);
  show('zero', 'one', 'two', 'three, mended', 'four');
  settle();
  expect(pane.scrollTop).toBe(330);
});

test('of paragraphs with the same words, the same one holds the place', () => {
  show('same', 'a', 'same', 'b', 'same');
  pane.scrollTop = 205;
  const settle = holdPlace(pane);
  show('same', 'a', 'new', 'same', 'b', 'same');
  settle();
  expect(pane.scrollTop).toBe(305);
});

test('at the top of the page the page stays at its top', () => {
  show('one', 'two');
  const settle = holdPlace(pane);
  show('new', 'one', 'two');
  settle();
  expect(pane.scrollTop).toBe(0);
});

test('where nothing is the same, the page stays where it was', () => {
  show('one', 'two', 'three');
  pane.scrollTop = 120;
  const settle = holdPlace(pane);
  show('uno', 'dos', 'tres');
  settle();
  expect(pane.scrollTop).toBe(120);
});

test('a list of contents that stays in view holds no place', () => {
  show('one', 'two', 'three', 'four');
  pane.insertAdjacentHTML('afterbegin', '<nav><ol><li>contents</li></ol></nav>');
  const stuck = pane.querySelector('li') as HTMLElement;
  stuck.getBoundingClientRect = () => new DOMRect(0, 20, 100, 30);
  pane.scrollTop = 330;
  const settle = holdPlace(pane);
  pane.querySelector('p')?.insertAdjacentHTML('beforebegin', '<p>new</p>');
  settle();
  expect(pane.scrollTop).toBe(430);
});
