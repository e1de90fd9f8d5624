// Finds the passage of a text that a link names (`#:~:text=`), and says which passage a selection holds.

/** What is shown in a text, but is none of its words: notes beside it, their marks, the sign in place of a picture. */
const NOT_ITS_WORDS =
  '.sidenote, [role="doc-noteref"], a.footnote, .reversefootnote, .web-image, .embedded, ' +
  '.visually-hidden, [aria-hidden="true"]';
/** Where the words of one block end and those of the next begin. */
const BLOCKS = 'p, li, h1, h2, h3, h4, h5, h6, blockquote, pre, td, th, dt, dd, figcaption, div';
/** The end of a line within a block, in a passage. */
export const LINE_END = '\u2028';
/** How many characters around a passage distinguish it from others like it. */
const AROUND = 32;
const DIRECTIVE = ':~:';

/** A passage as it is quoted: the words, and what is before and after them. */
export interface Passage {
  exact: string;
  before: string;
  after: string;
}

/** A fragment without its `#`, taken apart: the id of an element, and what names a passage. Either may be empty. */
export function partsOf(fragment: string): { id: string; passage: string } {
  const at = fragment.indexOf(DIRECTIVE);
  if (at === -1) return { id: fragment, passage: '' };
  return { id: fragment.slice(0, at), passage: fragment.slice(at + DIRECTIVE.length) };
}

/** The passage of `text` that `directive` names (`text=…`): the first that fits, as browsers take it. */
export function passageIn(text: Node, directive: string): Range | null {
  const wanted = wantedBy(directive);
  if (!wanted) return null;
  const laid = layOut(text);
  const { words } = laid;
  const { prefix, start, end, suffix } = wanted;
  for (let at = words.indexOf(start); at !== -1; at = words.indexOf(start, at + 1)) {
    if (!words.slice(0, at).endsWith(prefix) || isInWord(laid, at)) continue;
    const stop = endOf(laid, at + start.length, end, suffix);
    if (stop !== -1) return rangeOf(laid, at, stop);
  }
  return null;
}

/** What `range` holds of the words of `text`; null where that is none. */
export function passageOf(text: Node, range: Range): Passage | null {
  const within = document.createRange();
  within.selectNodeContents(text);
  const before = within.cloneRange();
  const after = within.cloneRange();
  if (range.compareBoundaryPoints(Range.START_TO_START, within) > 0) {
    within.setStart(range.startContainer, range.startOffset);
  }
  if (range.compareBoundaryPoints(Range.END_TO_END, within) < 0) {
    within.setEnd(range.endContainer, range.endOffset);
  }
  before.setEnd(within.startContainer, within.startOffset);
  after.setStart(within.endContainer, within.endOffset);
  const exact = wordsOf(text, within).trim();
  if (!exact) return null;
  const [head, tail] = [wordsOf(text, before), wordsOf(text, after)];
  return { exact, before: [...head].slice(-AROUND).join(''), after: [...tail].slice(0, AROUND).join('') };
}

interface Wanted {
  prefix: string;
  start: string;
  /** Empty where the passage is named whole. */
  end: string;
  suffix: string;
}

function wantedBy(directive: string): Wanted | null {
  const value = directive.split('&').find((part) => part.startsWith('text='));
  if (!value) return null;
  const parts = value.slice('text='.length).split(',');
  const prefix = parts[0]?.endsWith('-') ? (parts.shift()?.slice(0, -1) ?? '') : '';
  const suffix = parts.at(-1)?.startsWith('-') ? (parts.pop()?.slice(1) ?? '') : '';
  const [start = '', end = '', ...more] = parts;
  const wanted = { prefix: bare(prefix), start: bare(start), end: bare(end), suffix: bare(suffix) };
  return wanted.start && more.length === 0 ? wanted : null;
}

/** As it is compared: without white space, in lower case. */
function bare(encoded: string): string {
  let text = encoded;
  try {
    text = decodeURIComponent(encoded);
  } catch {
    // What is not encoded is taken as it is written.
  }
  return [...text].map(compared).join('');
}

/** A character as it is compared; nothing for white space and for what only marks where a word may be broken. */
function compared(character: string): string {
  if (/[\s\u00ad\u200b\u2060\ufeff]/u.test(character)) return '';
  const lower = character.toLowerCase();
  return lower.length === character.length ? lower : character;
}

interface Laid {
  words: string;
  /** For each unit of `words`, the node it is in and where. */
  nodes: Text[];
  offsets: number[];
}

function layOut(text: Node): Laid {
  const laid: Laid = { words: '', nodes: [], offsets: [] };
  for (const node of textNodes(text)) {
    let offset = 0;
    for (const character of node.data) {
      const sign = compared(character);
      for (let unit = 0; unit < sign.length; unit++) {
        laid.nodes.push(node);
        laid.offsets.push(offset + unit);
      }
      laid.words += sign;
      offset += character.length;
    }
  }
  return laid;
}

function textNodes(text: Node): Text[] {
  return wordsAndBreaks(text).filter((node) => node instanceof Text);
}

/** Where the passage ends that goes on at `from`; -1 where it does not end as wanted. */
function endOf(laid: Laid, from: number, end: string, suffix: string): number {
  const fits = (stop: number) => laid.words.startsWith(suffix, stop) && !isInWord(laid, stop);
  if (!end) return fits(from) ? from : -1;
  for (let at = laid.words.indexOf(end, from); at !== -1; at = laid.words.indexOf(end, at + 1)) {
    if (fits(at + end.length)) return at + end.length;
  }
  return -1;
}

/** Whether a word goes on across `at`. */
function isInWord({ words, nodes, offsets }: Laid, at: number): boolean {
  const isTogether = nodes[at - 1] === nodes[at] && (offsets[at - 1] ?? NaN) + 1 === offsets[at];
  return isTogether && /^[\p{L}\p{N}]{2}$/u.test(words.slice(at - 1, at + 1));
}

function rangeOf({ nodes, offsets }: Laid, start: number, end: number): Range {
  const range = document.createRange();
  range.setStart(nodes[start] as Text, offsets[start] ?? 0);
  range.setEnd(nodes[end - 1] as Text, (offsets[end - 1] ?? 0) + 1);
  return range;
}

/** The words of `text` that lie in `range`, a line for each block. Lines within a block are divided by `LINE_END`. */
function wordsOf(text: Node, range: Range): string {
  let words = '';
  let block: Element | null = null;
  for (const node of wordsAndBreaks(text)) {
    if (!range.intersectsNode(node)) continue;
    if (node instanceof Text) {
      const start = node === range.startContainer ? range.startOffset : 0;
      const end = node === range.endContainer ? range.endOffset : node.length;
      const its = node.parentElement?.closest(BLOCKS) ?? null;
      if (its !== block && words) words += '\n';
      block = its;
      const data = node.data.slice(start, end);
      if (its?.matches('pre')) words += data.replace(/\n/g, LINE_END);
      else words += data.replace(/\s+/g, ' ').replace(/^ /, words.endsWith(LINE_END) ? '' : ' ');
    } else if (words) {
      words = words.replace(/ $/, '') + LINE_END;
    }
  }
  return words;
}

/** The text nodes of `text`, and the elements that break its lines. */
function wordsAndBreaks(text: Node): (Text | Element)[] {
  const nodes: (Text | Element)[] = [];
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node instanceof Element ? node : node.parentElement;
    const isAny = node instanceof Text || (node instanceof Element && node.matches('br'));
    if (isAny && !element?.closest(NOT_ITS_WORDS)) nodes.push(node as Text | Element);
  }
  return nodes;
}
