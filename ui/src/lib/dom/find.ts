// Finds words in what a page shows, and marks them without touching the page's elements.
import { fold, folded, isWhole } from '$lib/text/folding';

import { heldIn, type HeldBack } from './text-pieces';

/** As many places are marked at the most: beyond that, the words are no help. */
const MOST = 2000;
const BLOCKS = 'p, li, h1, h2, h3, h4, h5, h6, blockquote, pre, td, th, dt, dd, figcaption, div';
/** What is shown, but is no text that is read: what is pressed, and what only a screen reader has. */
const NOT_READ = '.visually-hidden, [aria-hidden="true"], button, [role="button"], select, option';

/** A place that was found: what is shown, or the element that holds it back. */
export type Place = Range | Element;

/** Every place where `root` shows `words`, in reading order; what the folding of texts takes for one is one. */
export function placesOf(root: Node, words: string): Range[] {
  const wanted = fold(words.trim());
  const places: Range[] = [];
  if (!wanted) return places;
  for (const run of runsOf(root)) {
    const { text, starts, ends } = folded(run.text);
    let from = 0;
    for (
      let at = text.indexOf(wanted);
      at !== -1 && places.length < MOST;
      at = text.indexOf(wanted, at + wanted.length)
    ) {
      // A ligature is found by each of its letters, and marked once.
      const start = starts[at] ?? 0;
      if (start < from) continue;
      from = ends[at + wanted.length - 1] ?? start;
      places.push(rangeOf(run.nodes, run.starts, start, from));
    }
  }
  return places;
}

/** The same, with those places that are not shown yet where they belong. */
export function allPlacesOf(root: Element, words: string): Place[] {
  const places: Place[] = placesOf(root, words);
  // From the last one, so that the places before it stay where they are.
  for (const { root: holder, held } of heldIn(root).reverse()) {
    const count = Math.min(countIn(held, words), MOST - places.length);
    const next = places.findIndex((place) => stands(place, holder));
    places.splice(next === -1 ? places.length : next, 0, ...Array<Element>(Math.max(0, count)).fill(holder));
  }
  return places;
}

/** Whether a place is after all that is shown in `holder`. */
function stands(place: Place, holder: Element): boolean {
  const node = place instanceof Range ? place.startContainer : place;
  return (
    !holder.contains(node) && (holder.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  );
}

/** What is held back, folded: it stays the same while letters are typed. */
const foldedRests = new WeakMap<HeldBack, string[]>();

/** How many places of `words` are held back. */
export function countIn(held: HeldBack, words: string): number {
  const wanted = fold(words.trim());
  if (!wanted) return 0;
  const texts = foldedRests.get(held) ?? runsOf(held.rest()).map(({ text }) => fold(text));
  foldedRests.set(held, texts);
  let count = 0;
  for (const text of texts) {
    let at = text.indexOf(wanted);
    for (; at !== -1 && count < MOST; at = text.indexOf(wanted, at + wanted.length)) count += 1;
  }
  return count;
}

/** Every place where one of `words` is in `root` as a word, or as words, of its own. */
export function wordPlacesOf(root: Node, words: readonly string[]): Range[] {
  // Of two that begin alike, the longer one.
  const wanted = [...new Set(words.map(fold))]
    .filter(Boolean)
    .sort((one, other) => other.length - one.length);
  if (wanted.length === 0) return [];
  const any = new RegExp(wanted.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
  const places: Range[] = [];
  for (const run of runsOf(root)) {
    const { text, starts, ends } = folded(run.text);
    any.lastIndex = 0;
    for (let found = any.exec(text); found && places.length < MOST; found = any.exec(text)) {
      const to = found.index + found[0].length;
      if (isWhole(text, found.index, to))
        places.push(rangeOf(run.nodes, run.starts, starts[found.index] ?? 0, ends[to - 1] ?? 0));
      // It may be the beginning of a longer word, of which another one is wanted.
      else any.lastIndex = found.index + 1;
    }
  }
  return places;
}

/** As many places are painted at the most, around the current one: more of them slow a page down. */
const MOST_PAINTED = 300;

/** Marks `places`, and the one that is `current` apart. Nothing is marked where the webview knows no highlights. */
export function mark(places: Range[], current: Range | undefined): void {
  if (typeof Highlight === 'undefined') return;
  paint('found', around(places, current));
  paint('found-current', current ? [current] : []);
}

/** Those of `places` that are painted when the person is at `current`. */
export function around(places: Range[], current: Range | undefined): Range[] {
  const at = current ? places.indexOf(current) : 0;
  const first = Math.max(0, Math.min(at - MOST_PAINTED / 2, places.length - MOST_PAINTED));
  return places.slice(first, first + MOST_PAINTED);
}

/** WebKit paints over a mark when it is taken out of its highlight, not when another highlight takes the place of that. */
export function paint(name: string, ranges: Range[]): void {
  const highlight = CSS.highlights.get(name) ?? new Highlight();
  highlight.clear();
  for (const range of ranges) highlight.add(range);
  CSS.highlights.set(name, highlight);
}

export function unmark(): void {
  mark([], undefined);
}

interface Run {
  text: string;
  nodes: Text[];
  /** Where each node begins in `text`. */
  starts: number[];
}

/** The text of each block as one string: words that are partly emphasised are found too. */
function runsOf(root: Node): Run[] {
  const runs: Run[] = [];
  let block: Element | null = null;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!(node instanceof Text) || (parent && !isShown(parent))) continue;
    const its = parent?.closest(`.sidenote, ${BLOCKS}`) ?? null;
    if (its !== block || runs.length === 0) runs.push({ text: '', nodes: [], starts: [] });
    block = its;
    const run = runs.at(-1);
    run?.starts.push(run.text.length);
    run?.nodes.push(node);
    if (run) run.text += node.data;
  }
  return runs;
}

function isShown(element: Element): boolean {
  if (element.closest(NOT_READ)) return false;
  // What is held back is in no page yet.
  return !element.isConnected || (element.checkVisibility?.() ?? true);
}

function rangeOf(nodes: Text[], starts: number[], from: number, to: number): Range {
  const range = document.createRange();
  const first = starts.findLastIndex((start) => start <= from);
  const last = starts.findLastIndex((start) => start < to);
  range.setStart(nodes[first] as Text, from - (starts[first] ?? 0));
  range.setEnd(nodes[last] as Text, to - (starts[last] ?? 0));
  return range;
}
