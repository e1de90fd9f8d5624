// Finds words in what a page shows, and marks them without touching the page's elements.
import { fold, folded } from './folding';

/** As many places are marked at the most: beyond that, the words are no help. */
const MOST = 2000;
const BLOCKS = 'p, li, h1, h2, h3, h4, h5, h6, blockquote, pre, td, th, dt, dd, figcaption, div';
/** What is shown, but is no text that is read: what is pressed, and what only a screen reader has. */
const NOT_READ = '.visually-hidden, [aria-hidden="true"], button, [role="button"], select, option';

/** Every place where `root` shows `words`, in reading order; what the folding of texts takes for one is one. */
export function placesOf(root: Element, words: string): Range[] {
  const wanted = fold(words.trim());
  if (!wanted) return [];
  const places: Range[] = [];
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

/** As many places are painted at the most, around the current one: more of them slow a page down. */
const MOST_PAINTED = 300;

/** Marks `places`, and the one that is `current` apart. Nothing is marked where the webview knows no highlights. */
export function mark(places: Range[], current: Range | undefined): void {
  if (typeof Highlight === 'undefined') return;
  const at = current ? places.indexOf(current) : 0;
  const first = Math.max(0, Math.min(at - MOST_PAINTED / 2, places.length - MOST_PAINTED));
  paint('found', places.slice(first, first + MOST_PAINTED));
  paint('found-current', current ? [current] : []);
}

/** WebKit paints over a mark when it is taken out of its highlight, not when another highlight takes the place of that. */
function paint(name: string, ranges: Range[]): void {
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
function runsOf(root: Element): Run[] {
  const runs: Run[] = [];
  let block: Element | null = null;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!(node instanceof Text) || !parent || !isShown(parent)) continue;
    const its = parent.closest(`.sidenote, ${BLOCKS}`);
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
  return element.checkVisibility?.() ?? true;
}

function rangeOf(nodes: Text[], starts: number[], from: number, to: number): Range {
  const range = document.createRange();
  const first = starts.findLastIndex((start) => start <= from);
  const last = starts.findLastIndex((start) => start < to);
  range.setStart(nodes[first] as Text, from - (starts[first] ?? 0));
  range.setEnd(nodes[last] as Text, to - (starts[last] ?? 0));
  return range;
}
