// What a link still has to do where it leads: to show the heading or the passage that its fragment names.
import { withId } from './elements';
import { placesOf } from './find';
import type { FoundWords } from './hits';
import { notes } from './notes.svelte';
import { pane } from './pane.svelte';
import { m } from './paraglide/messages';
import { partsOf, passageIn } from './passage';
import { foundInAny } from './pieces';
import { addressOf, type Route } from './routes';

/** The place that a link leads to, until it is shown. */
let awaited: { address: string; fragment?: string; found?: FoundWords } | null = null;

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
  markPassage(null);
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
  } else if (here.fragment) showIn(text, here.fragment);
}

/** The found words where they stand as the search showed them; else the first of them. */
function foundIn(text: HTMLElement, { words, before, after }: FoundWords): Range | null {
  const [prefix, start, suffix] = [before, words, after].map(encoded);
  const around = passageIn(text, `text=${prefix ? `${prefix}-,` : ''}${start}${suffix ? `,-${suffix}` : ''}`);
  return around ?? placesOf(text, words)[0] ?? null;
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
  markPassage(range);
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

function markPassage(range: Range | null): void {
  if (typeof Highlight === 'undefined') return;
  if (range) CSS.highlights.set('passage', new Highlight(range));
  else CSS.highlights.delete('passage');
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
