// What a link still has to do where it leads: to show the heading or the passage that its fragment names.
import { withId } from '$lib/dom/elements';
import { around, paint, placesOf, wordPlacesOf } from '$lib/dom/find';
import { partsOf, passageIn } from '$lib/dom/passage';
import { MORE_SHOWN, foundInAny } from '$lib/dom/text-pieces';
import { m } from '$lib/paraglide/messages';
import type { FoundWords } from '$lib/text/hits';

import { notes } from './notes.svelte';
import { pane } from './pane.svelte';
import { addressOf, type Route } from './routes';

/** The place that a link leads to, until it is shown. */
let awaited: { address: string; fragment?: string; found?: FoundWords } | null = null;

/** What is to be done before other words are marked. */
let unmarkForms = (): void => undefined;

/** Remembers the fragment of a link to `route`, without its `#`, until the page is there. */
export function awaitFragment(route: Route, fragment: string): void {
  awaited = fragment ? { address: addressOf(route), fragment } : null;
}

/** The same of words that a search has found there. */
export function awaitWords(route: Route, found: FoundWords | null): void {
  awaited = found && { address: addressOf(route), found };
}

/** Shows what was awaited at `route`, whose page has just been shown. What was marked before no longer is. */
export function arrive(route: Route): void {
  unmarkForms();
  unmarkForms = () => undefined;
  markPassages([]);
  const here = awaited?.address === addressOf(route) ? awaited : null;
  awaited = null;
  if (!here || !('path' in route) || !pane.element) return;
  const text = [...pane.element.querySelectorAll<HTMLElement>('[data-from]')].find(
    (element) => element.dataset.from === route.path,
  );
  if (!text) return;
  if (here.found) {
    // Found in a name or a title, they need not be in the text.
    const { found } = here;
    const range = foundInAny(text, () => foundIn(text, found));
    if (range) showPassage(range);
    markForms(text, found, range);
  } else if (here.fragment) showIn(text, here.fragment);
}

/** The found words where they are as the search showed them; else the first of them. */
function foundIn(text: HTMLElement, { words, before, after }: FoundWords): Range | null {
  const [prefix, start, suffix] = [before, words, after].map(encoded);
  const there = passageIn(text, `text=${prefix ? `${prefix}-,` : ''}${start}${suffix ? `,-${suffix}` : ''}`);
  return there ?? wordPlacesOf(text, [words])[0] ?? placesOf(text, words)[0] ?? null;
}

/** Everything in `text` that the search counts as found is marked, that which the person was led to before the others. */
function markForms(text: HTMLElement, { forms }: FoundWords, first: Range | null): void {
  const mark = () => {
    const places = wordPlacesOf(text, forms);
    const at = first && places.find((place) => isSamePlace(place, first));
    markPassages([
      ...(first ? [first] : []),
      ...around(places, at ?? undefined).filter((place) => place !== at),
    ]);
  };
  mark();
  // More of a very long text, when that is shown.
  text.addEventListener(MORE_SHOWN, mark);
  unmarkForms = () => text.removeEventListener(MORE_SHOWN, mark);
}

function isSamePlace(one: Range, other: Range): boolean {
  return (
    one.compareBoundaryPoints(Range.START_TO_START, other) === 0 &&
    one.compareBoundaryPoints(Range.END_TO_END, other) === 0
  );
}

function encoded(words: string): string {
  return encodeURIComponent(words.trim()).replaceAll('-', '%2D');
}

function showIn(text: HTMLElement, fragment: string): void {
  const { id, passage } = partsOf(fragment);
  const range = passage ? foundInAny(text, () => passageIn(text, passage)) : null;
  if (range) return showPassage(range);
  if (passage) notes.mention(m.passage_not_found());
  const target = id ? foundInAny(text, () => withId(text, decoded(id))) : null;
  if (target) goTo(target, 'start');
}

function showPassage(range: Range): void {
  markPassages([range]);
  const block = range.startContainer.parentElement?.closest<HTMLElement>(
    'p, li, h1, h2, h3, h4, h5, h6, div',
  );
  if (block) goTo(block, 'center');
  scrollTo(range);
}

/** Scrolls to `element`, and lets the keyboard go on from there. */
export function goTo(element: HTMLElement, block: ScrollLogicalPosition): void {
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block });
}

/** A passage in the midst of a long paragraph is brought to the upper part of the pane. */
function scrollTo(range: Range): void {
  const box = range.getBoundingClientRect?.();
  const view = pane.element?.getBoundingClientRect();
  if (box && view) pane.element?.scrollBy?.({ top: box.top - view.top - view.height / 3 });
}

function markPassages(ranges: Range[]): void {
  if (typeof Highlight !== 'undefined') paint('passage', ranges);
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
