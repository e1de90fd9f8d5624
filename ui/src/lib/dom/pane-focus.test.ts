import { beforeEach, expect, test } from 'vitest';

import { focusPane, step } from './pane-focus';

beforeEach(() => {
  Element.prototype.checkVisibility = function () {
    return !this.closest('[hidden]');
  };
});

function focused(): string | undefined {
  return document.activeElement?.id;
}

test('from pane to pane, and round', () => {
  document.body.innerHTML = `
    <nav data-pane><button id="menu"></button><a id="row" href="#" aria-current="page"></a></nav>
    <main data-pane id="text" tabindex="-1"><a href="#"></a></main>
    <footer data-pane><button id="stop"></button></footer>`;
  const seen = [1, 1, 1, 1, -1].map((by) => (focusPane(by as 1 | -1), focused()));
  expect(seen).toEqual(['row', 'text', 'stop', 'row', 'stop']);
});

test('where the focus went by key is seen, also after a click', () => {
  document.body.innerHTML = `
    <nav data-pane><a id="row" href="#" aria-current="page"></a></nav><main data-pane id="text" tabindex="-1"></main>`;
  focusPane(1);
  expect(document.querySelector('[data-chosen]')?.id).toBe('row');
  focusPane(1);
  expect(document.querySelector('[data-chosen]')).toBeNull();
});

test('a page that is made of panes has each of them as a stop, those that are shown', () => {
  document.body.innerHTML = `
    <nav data-pane><button id="menu"></button></nav>
    <main data-pane id="text" tabindex="-1">
      <section data-pane><button role="tab"></button><button role="tab" id="tab" aria-selected="true"></button></section>
      <section data-pane hidden><button></button></section>
      <section data-pane><textarea></textarea><div contenteditable="true" tabindex="0" id="editor"></div></section>
      <section data-pane><div tabindex="0" id="preview"></div></section>
    </main>`;
  const seen = [1, 1, 1, 1, 1, -1].map((by) => (focusPane(by as 1 | -1), focused()));
  expect(seen).toEqual(['menu', 'tab', 'editor', 'preview', 'menu', 'preview']);
});

test('what a key has chosen is marked until the focus leaves it, also after a click', () => {
  document.body.innerHTML = `<main id="text">
    <article data-anchor="a"><a href="#a" data-step id="a">One</a></article>
    <article data-anchor="b"><a href="#b" data-step id="b">Two</a></article></main>`;
  Element.prototype.scrollIntoView = () => undefined;
  const main = document.getElementById('text') as HTMLElement;
  const chosen = () => [...main.querySelectorAll('[data-chosen]')].map(({ id }) => id);
  step(main, 1);
  expect(chosen()).toEqual(['a']);
  step(main, 1);
  expect(chosen()).toEqual(['b']);
  (document.activeElement as HTMLElement).blur();
  expect(chosen()).toEqual([]);
});
