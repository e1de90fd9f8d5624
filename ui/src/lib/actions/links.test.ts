import { afterEach, beforeEach, expect, test } from 'vitest';

import { responsePage } from '../../testing/examples';
import { fakeProgram, settled } from '../../testing/fake-program';

import { notes } from '$lib/state/notes.svelte';
import { Page } from '$lib/state/page.svelte';
import { pane } from '$lib/state/pane.svelte';
import { router } from '$lib/state/router.svelte';

import { interceptLinks } from './links';

let stop: () => void;

beforeEach(() => {
  history.replaceState(null, '', '#/library');
  const stops = [router.start(), interceptLinks(document)];
  stop = () => stops.forEach((end) => end());
  for (const note of notes.shown) notes.dismiss(note.id);
});

afterEach(() => stop());

/** Clicks the first link of `html`; whether the webview was kept from following it. */
function click(html: string, { button = 0, selector = 'a' } = {}): boolean {
  document.body.innerHTML = html;
  const event = new MouseEvent(button === 0 ? 'click' : 'auxclick', {
    bubbles: true,
    cancelable: true,
    button,
  });
  document.querySelector(selector)?.dispatchEvent(event);
  return event.defaultPrevented;
}

const inText = (link: string) => `<div data-from="responses/a.md"><p>${link}</p></div>`;

test('a link of our own goes through the router', () => {
  expect(click('<a href="#/question/questions/a.md"><span>A</span></a>', { selector: 'span' })).toBe(true);
  expect(router.place.route).toEqual({ kind: 'question', path: 'questions/a.md' });
});

test('a link of a document is asked for, with the document it stands in', async () => {
  const asked = fakeProgram({
    open_link: () => ({ kind: 'page', target: { kind: 'response', path: 'responses/b.md', title: 'B' } }),
  });
  expect(click(inText('<a href="../arguendo/b/">B</a>'))).toBe(true);
  await settled();
  expect(asked[0]).toEqual({
    command: 'open_link',
    asked: { from: 'responses/a.md', href: '../arguendo/b/' },
  });
  expect(router.place.route).toEqual({ kind: 'response', path: 'responses/b.md' });
});

test('what opens in the browser is told, with its host, and the page stays', async () => {
  fakeProgram({ open_link: () => ({ kind: 'web', host: 'www.icc-cpi.int' }) });
  click(inText('<a href="https://www.icc-cpi.int/x">ICC</a>'));
  await settled();
  expect(notes.shown.map((note) => note.text)).toEqual(['Opened www.icc-cpi.int in your browser']);
  expect(router.place.route).toEqual({ kind: 'library' });
});

test('what is refused is told with its reason, and stays until it is dismissed', async () => {
  fakeProgram({ open_link: () => ({ kind: 'refused', reason: 'This link runs a script.' }) });
  click(inText('<a href="javascript:alert(1)">x</a>'));
  await settled();
  expect(notes.shown).toMatchObject([{ text: 'This link runs a script.', warning: true }]);
});

test('the middle button asks too, and the right one only opens the context menu', async () => {
  const asked = fakeProgram({ open_link: () => ({ kind: 'web', host: 'example.org' }) });
  expect(click(inText('<a href="https://example.org">x</a>'), { button: 1 })).toBe(true);
  expect(click(inText('<a href="https://example.org">x</a>'), { button: 2 })).toBe(true);
  await settled();
  expect(asked.map(({ command }) => command)).toEqual(['open_link']);
});

test('a document cannot steer the window: its own #/ links lead nowhere', () => {
  expect(click(inText('<a href="#/problems">x</a>'))).toBe(true);
  expect(router.place.route).toEqual({ kind: 'library' });
});

test('a fragment scrolls to its heading in the same text only', () => {
  let scrolled = '';
  Element.prototype.scrollIntoView = function (this: Element) {
    scrolled = this.textContent;
  };
  click(`<h2 id="one">Not this</h2>${inText('<a href="#one">x</a><h2 id="one">This one</h2>')}`);
  expect(scrolled).toBe('This one');
  expect(document.activeElement?.textContent).toBe('This one');
});

test('when the program fails, its words are shown', async () => {
  fakeProgram({});
  click(inText('<a href="https://example.org">x</a>'));
  await settled();
  expect(notes.shown).toMatchObject([{ text: 'nobody answers open_link', warning: true }]);
});

test('a link to a passage of another document shows it once its page is there', async () => {
  fakeProgram({
    open_link: () => ({ kind: 'page', target: { kind: 'response', path: 'responses/b.md', title: 'B' } }),
    response: () => responsePage(),
  });
  let scrolled = '';
  Element.prototype.scrollIntoView = function (this: Element) {
    scrolled = this.textContent;
  };
  click(inText('<a href="../responses/b.md#:~:text=They%20should">B</a>'));
  await settled();
  pane.element = document.createElement('main');
  pane.element.innerHTML = '<div data-from="responses/b.md"><p>They should not.</p></div>';
  await new Page().show(router.place);
  expect(scrolled).toBe('They should not.');
});
