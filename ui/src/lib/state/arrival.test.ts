import { beforeEach, expect, test, vi } from 'vitest';

import { arrive, awaitFragment, awaitWords } from './arrival';
import { notes } from './notes.svelte';
import { pane } from './pane.svelte';
import type { Route } from './routes';

const route: Route = { kind: 'response', path: 'responses/b.md' };
let scrolled: string[];

beforeEach(() => {
  scrolled = [];
  Element.prototype.scrollIntoView = function (this: Element) {
    scrolled.push(this.textContent);
  };
  pane.element = document.createElement('main');
  pane.element.innerHTML =
    '<div data-from="contributors/a.md"><p>Courts defer.</p></div>' +
    '<div data-from="responses/b.md"><h2 id="why">Why</h2><p>First.</p><p>Courts defer here.</p></div>';
  document.body.replaceChildren(pane.element);
  for (const note of notes.shown) notes.dismiss(note.id);
});

test('the passage is shown in the text that the link leads to, and the keyboard goes on there', () => {
  awaitFragment(route, ':~:text=Courts%20defer');
  arrive(route);
  expect(scrolled).toEqual(['Courts defer here.']);
  expect(document.activeElement?.textContent).toBe('Courts defer here.');
});

test('a heading is shown too, and stands in for a passage that is not there any more', () => {
  awaitFragment(route, 'why');
  arrive(route);
  awaitFragment(route, 'why:~:text=never%20said');
  arrive(route);
  expect(scrolled).toEqual(['Why', 'Why']);
  expect(notes.shown).toHaveLength(1);
});

test('a passage is shown once, and not to those who went elsewhere', () => {
  awaitFragment(route, ':~:text=Courts%20defer');
  arrive({ kind: 'library' });
  arrive(route);
  expect(scrolled).toEqual([]);
});

test('words that a search has found are shown where it found them, and else where they stand first', () => {
  awaitWords(route, { words: 'defer', before: 'Courts ', after: ' here.', forms: ['defer'] });
  arrive(route);
  // Part of a word, and other words around it by now.
  awaitWords(route, { words: 'irs', before: 'never said ', after: '', forms: [] });
  arrive(route);
  expect(scrolled).toEqual(['Courts defer here.', 'First.']);
});

test('words that were found in a title or a name are looked for in vain without a word of complaint', () => {
  awaitWords(route, { words: 'Ali Reza', before: '', after: '', forms: [] });
  arrive(route);
  awaitWords(route, null);
  arrive(route);
  expect([scrolled, notes.shown]).toEqual([[], []]);
});

test('all forms that the search counts as found are marked, the one that was looked for first', () => {
  const marked: Record<string, Set<Range>> = {};
  vi.stubGlobal('Highlight', Set);
  vi.stubGlobal('CSS', { highlights: new Map(Object.entries(marked)) });
  const text = pane.element?.querySelector('[data-from="responses/b.md"]');
  if (text) text.innerHTML = '<p>والعدالة قال.</p><p>العدالة هنا، وبالعدل لا معدالة.</p>';
  awaitWords(route, { words: 'العدالة', before: '', after: ' هنا', forms: ['والعدالة', 'العدالة'] });
  arrive(route);
  const ranges = () => [...((CSS.highlights.get('passage') ?? []) as Iterable<Range>)].map(String);
  expect(ranges()).toEqual(['العدالة', 'والعدالة']);
  expect(scrolled).toEqual(['العدالة هنا، وبالعدل لا معدالة.']);
  // What is shown of the text later is marked, too.
  text?.insertAdjacentHTML('beforeend', '<p>العدالة</p>');
  text?.dispatchEvent(new Event('moreshown', { bubbles: true }));
  expect(ranges()).toHaveLength(3);
  arrive({ kind: 'library' });
  expect(ranges()).toEqual([]);
  vi.unstubAllGlobals();
});
