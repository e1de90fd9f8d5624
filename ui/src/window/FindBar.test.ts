import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';

import { settled } from '../testing/fake-program';

import { MORE_SHOWN, holdBack } from '$lib/dom/text-pieces';
import { pane } from '$lib/state/pane.svelte';

import FindBar from './FindBar.svelte';

const REST = ['<p>More words.</p>', '<p>The antichresis.</p>', '<p>More words.</p><p>Antichresis again.</p>'];

let rest: string[];
let more: () => boolean;

beforeEach(async () => {
  Range.prototype.getBoundingClientRect = () => new DOMRect();
  Element.prototype.scrollBy = () => undefined;
  pane.element = document.createElement('main');
  pane.element.innerHTML = '<div class="text"><p>Some words.</p></div><p>At the end.</p>';
  document.body.replaceChildren(pane.element);
  const text = pane.element.firstElementChild as Element;
  rest = [...REST];
  more = () => {
    text.insertAdjacentHTML('beforeend', rest.shift() ?? '');
    keep();
    text.dispatchEvent(new Event(MORE_SHOWN, { bubbles: true }));
    return rest.length > 0;
  };
  const keep = () => {
    const held = document.createElement('div');
    held.innerHTML = rest.join('');
    holdBack(text, rest.length > 0 ? { more, rest: () => held } : null);
  };
  keep();
  render(FindBar);
  await settled();
});

const field = () => screen.getByRole('textbox', { name: 'Find in this page' });
const told = () => document.querySelector('.find .count')?.textContent.trim();

async function seek(words: string) {
  await fireEvent.input(field(), { target: { value: words } });
  await settled();
}

test('words in a part of a very long text that is not shown yet are found, counted and shown', async () => {
  await seek('antichresis');
  expect([told(), rest.length]).toEqual(['1 of 2', 3]);
  // It is shown when a pause is made, and no more of the text than it takes.
  await vi.waitFor(() => expect(rest).toHaveLength(1));
  expect(told()).toBe('1 of 2');
  expect(document.body.textContent).toContain('The antichresis.');
  await fireEvent.keyDown(field(), { key: 'Enter' });
  expect([told(), rest.length]).toEqual(['2 of 2', 0]);
  await fireEvent.keyDown(field(), { key: 'Enter' });
  expect(told()).toBe('1 of 2');
});

test('the number of places and which of them is chosen stay when more of the text is shown', async () => {
  await seek('words');
  expect([told(), rest.length]).toEqual(['1 of 3', 3]);
  more();
  await settled();
  expect([told(), rest.length]).toEqual(['1 of 3', 2]);
});

test('from the first place back leads to the last, wherever that is', async () => {
  await seek('words');
  await fireEvent.keyDown(field(), { key: 'Enter', shiftKey: true });
  expect([told(), rest.length]).toEqual(['3 of 3', 0]);
});
