// Finds footnotes in HTML: a mark and a text that lead to each other, by their links or, where these were taken out, by
// their names, as Word, LibreOffice, Google Docs and web pages write them.
import { commonName, commonNamesOfMark, namesOf } from './note-names';

export interface Note {
  label: string;
  /** What the note says, without the mark that leads back. */
  content: HTMLElement;
}

/** A mark with its names, and the place that it leads to. */
interface Pair {
  mark: HTMLElement;
  names: string[];
  target: HTMLElement;
}

/** What is known of the marks in the text. */
interface Marks {
  names: Set<string>;
  /** What their names have in common with those of their notes. */
  common: Set<string>;
  words: Set<string>;
}

/** What holds one note: its own list item or division, else its paragraph. */
const HOLDERS =
  'li, div[id], dd, aside, td, [role="doc-footnote"], [role="doc-endnote"], div[class*="foot"], div[class*="note"]';
const TOGETHER = 'ol, ul, dl, section, table, tbody, tr, article, main, body';
const BLOCKS = `p, blockquote, div, pre, ${HOLDERS}, ${TOGETHER}`;
/** What a mark may look like: a short number, letter or sign, perhaps in brackets. */
const MARK = /^[[(]?(?:[\p{L}\p{N}]{1,6}|[*†‡§¶#]{1,6})[\])]?[.:]?$/u;
/** What leads back from a note. */
const WAY_BACK =
  '.mw-cite-backlink, [role="doc-backlink"], [data-footnote-backref], [class*="backref"], [class*="back-ref"], [class*="footnote-back"], [class*="reversefootnote"]';
const ARROWS = /^(?:[\s\u21a9\u21b5\u2191\u23ce\u2934\u25b2\u25b4\u21d1\u2b06^]|\ufe0e|\ufe0f)+$/;
const ONLY_FORM = 'sup, span, b, i, u, em, strong, font, a';

/** Takes the notes out of `root`, and sets `[^1]` where their marks were. Numbers go up from `first`. */
export function takeNotes(root: HTMLElement, first: () => number): Note[] {
  const pairs = pairsIn(root);
  if (pairs.length === 0) return [];
  const start = first();
  const notes = new Map<HTMLElement, Note>();
  const marks: Marks = { names: new Set(), common: new Set(), words: new Set() };
  for (const { mark, names, target } of pairs) {
    for (const name of names) marks.names.add(name);
    for (const name of names.flatMap(commonNamesOfMark)) marks.common.add(name);
    marks.words.add(bareWordsOf(mark));
    const holder = holderOf(target, pairs, root);
    let note = notes.get(holder);
    if (!note) {
      note = { label: String(start + notes.size), content: holder };
      notes.set(holder, note);
    }
    setMark(mark, note.label);
  }
  for (const note of notes.values()) note.content = takeOut(note.content, marks);
  dropEmptyRests(root);
  return [...notes.values()];
}

function pairsIn(root: HTMLElement): Pair[] {
  const named = new Map<string, HTMLElement>();
  const alike = new Map<string, HTMLElement[]>();
  for (const element of root.querySelectorAll<HTMLElement>('[id], a[name]')) {
    for (const name of namesOf(element)) {
      if (named.has(name)) continue;
      named.set(name, element);
      const common = commonName(name);
      const others = alike.get(common);
      if (others) others.push(element);
      else alike.set(common, [element]);
    }
  }
  const pairs: Pair[] = [];
  for (const mark of root.querySelectorAll<HTMLElement>('a, [role="doc-noteref"], sup[id], span[id]')) {
    if (!MARK.test(wordsOf(mark)) || pairs.some((pair) => pair.mark.contains(mark) || pair.target === mark))
      continue;
    const target = byLink(mark, named) ?? byName(mark, alike);
    if (target && !pairs.some((pair) => target.contains(pair.mark)))
      pairs.push({ mark, names: ownNames(mark), target });
  }
  return pairs;
}

/** Where the link leads, if that leads back or says that it is a note. */
function byLink(mark: HTMLElement, named: Map<string, HTMLElement>): HTMLElement | null {
  if (!mark.matches('a[href*="#"]')) return null;
  const target = named.get(fragmentOf(mark));
  if (!target || !isAfter(mark, target)) return null;
  const around = target.closest<HTMLElement>(BLOCKS) ?? target;
  const links = [target, ...around.querySelectorAll<HTMLElement>('a[href*="#"]')];
  const own = ownNames(mark);
  const leadsBack = links.some((link) => {
    const back = link.matches('a[href*="#"]') ? named.get(fragmentOf(link)) : undefined;
    return back && (back === mark || back.contains(mark) || mark.contains(back));
  });
  const isNote = mark.closest(
    '[role="doc-noteref"], [class*="footnote"], [class*="noteref"], [data-footnote-ref]',
  );
  return leadsBack ||
    isNote ||
    own.some((name) => commonNamesOfMark(name).includes(commonName(fragmentOf(mark))))
    ? target
    : null;
}

/** What has the same name as the mark but for the part that says on which side it is. */
function byName(mark: HTMLElement, alike: Map<string, HTMLElement[]>): HTMLElement | null {
  for (const name of ownNames(mark)) {
    for (const common of commonNamesOfMark(name)) {
      const found = (alike.get(common) ?? []).find((it) => !namesOf(it).includes(name) && isAfter(mark, it));
      if (found) return found;
    }
  }
  return null;
}

/** The names of the mark, and of what holds it and nothing else. */
function ownNames(mark: HTMLElement): string[] {
  const names = [mark, ...mark.querySelectorAll('[id], a[name]')].flatMap(namesOf);
  const words = wordsOf(mark);
  for (let around = mark.parentElement; around?.matches(ONLY_FORM) && wordsOf(around) === words;) {
    names.push(...namesOf(around));
    around = around.parentElement;
  }
  return names;
}

/** The words of a mark without the brackets around it. */
function bareWordsOf(element: Element): string {
  return wordsOf(element).replace(/[[\]()]/g, '');
}

function wordsOf(element: Element): string {
  return element.textContent.replace(/[\s\u00a0]+/g, '');
}

function isAfter(mark: Element, target: Element): boolean {
  const place = mark.compareDocumentPosition(target);
  return (
    (place & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 && (place & Node.DOCUMENT_POSITION_CONTAINED_BY) === 0
  );
}

function fragmentOf(link: Element): string {
  const href = link.getAttribute('href') ?? '';
  const fragment = href.slice(href.indexOf('#') + 1);
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** The element that holds this note and no other one. */
function holderOf(target: HTMLElement, pairs: Pair[], root: HTMLElement): HTMLElement {
  const isOwn = (element: HTMLElement) =>
    element !== root &&
    !element.matches(TOGETHER) &&
    pairs.every(
      (pair) => (pair.target === target || !element.contains(pair.target)) && !element.contains(pair.mark),
    );
  let holder = target;
  while (!holder.matches(BLOCKS) && holder.parentElement && isOwn(holder.parentElement))
    holder = holder.parentElement;
  for (
    let outer = holder.parentElement;
    !holder.matches(HOLDERS) && outer && isOwn(outer);
    outer = outer.parentElement
  ) {
    // A division without a name holds the note alone where it is among others like it.
    if (outer.matches(HOLDERS) || outer.previousElementSibling?.matches('div, hr')) holder = outer;
    else break;
  }
  return holder;
}

function setMark(link: HTMLElement, label: string): void {
  const mark = link.ownerDocument.createElement('footnote-mark');
  mark.setAttribute('label', label);
  let place: Element = link;
  // The mark takes the place of the raised or coloured run that held nothing else.
  while (place.parentElement?.matches(ONLY_FORM) && bareWordsOf(place.parentElement) === bareWordsOf(link)) {
    place = place.parentElement;
  }
  const before = place.previousSibling;
  if (before?.nodeType === Node.TEXT_NODE)
    before.nodeValue = before.nodeValue?.replace(/[ \u00a0]+$/, '') ?? '';
  place.replaceWith(mark);
}

/** The note without its own mark, which has a name as the marks in the text have, and without what leads back to these. */
function takeOut(holder: HTMLElement, marks: Marks): HTMLElement {
  const content = holder.ownerDocument.createElement('div');
  let isMarked = false;
  const links = holder.querySelectorAll<HTMLElement>('a, sup, span');
  for (const link of links) {
    const words = wordsOf(link);
    const isMark = words === '' || MARK.test(words);
    const isNamed = () => namesOf(link).some((name) => marks.common.has(commonName(name)));
    const leadsBack = link.matches('a[href*="#"]') && marks.names.has(fragmentOf(link));
    const isArrow = words !== '' && ARROWS.test(words);
    const isOwn = link.matches(ONLY_FORM) && isMark && isNamed();
    if (isOwn || leadsBack || isArrow) removeWhole(link, holder);
    isMarked ||= words !== '' && isMark && (isOwn || leadsBack);
  }
  for (const link of holder.querySelectorAll(WAY_BACK)) link.remove();
  holder.remove();
  if (!isMarked) dropLeadingMark(holder, marks);
  content.append(...(holder.matches('p, blockquote') ? [holder] : holder.childNodes));
  dropLeadingSpace(content);
  return content;
}

/** Removes `link` with the raised run that holds nothing else. */
function removeWhole(link: HTMLElement, holder: HTMLElement): void {
  let place: Element = link;
  const words = wordsOf(link);
  while (place.parentElement && place.parentElement !== holder && place.parentElement.matches(ONLY_FORM)) {
    if (wordsOf(place.parentElement) !== words) break;
    place = place.parentElement;
  }
  place.remove();
}

/** A mark at the start that has no name of its own, with the point after it. */
function dropLeadingMark(holder: HTMLElement, marks: Marks): void {
  const first = [...holder.querySelectorAll('a, sup')].find((it) => wordsOf(it) !== '');
  const words = first ? wordsOf(first) : '';
  if (!first || !wordsOf(holder).startsWith(words) || !marks.words.has(bareWordsOf(first))) return;
  if (!MARK.test(words)) return;
  const after = first.nextSibling;
  if (after instanceof Text) after.data = after.data.replace(/^[.:)\]]/, '');
  first.remove();
}

/** What stood between the mark and the words. */
function dropLeadingSpace(content: HTMLElement): void {
  const walker = content.ownerDocument.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    text.data = text.data.replace(/^[\s\u00a0]+/, '');
    if (text.data !== '') return;
  }
}

/** The lists and rules that parted the notes from the text. */
function dropEmptyRests(root: HTMLElement): void {
  for (const element of [...root.querySelectorAll('ol, ul, section, div, aside')].reverse()) {
    if (element.textContent.trim() === '' && !element.querySelector('img, footnote-mark')) element.remove();
  }
  for (const line of [...root.querySelectorAll('hr')].reverse()) {
    if (hasWordsAfter(line, root)) return;
    line.remove();
  }
}

function hasWordsAfter(line: Element, root: HTMLElement): boolean {
  for (let node: Node = line; node !== root && node.parentNode; node = node.parentNode) {
    for (let after = node.nextSibling; after; after = after.nextSibling) {
      if (after.textContent?.trim()) return true;
    }
  }
  return false;
}
