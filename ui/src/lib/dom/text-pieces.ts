// Divides a very long text into pieces, so that setting it never holds the window up.

import { joins } from './letter-marks';

/** So many nodes and letters are in a piece at the most; the longest texts that people wrote are one piece. */
const MOST_NODES = 4000;
const MOST_LETTERS = 250_000;
/** A word that is longer than this may be broken anywhere. Looking for a place to break it costs the square of its length. */
const LONGEST_WORD = 500;
/** The same where letters have marks, which makes each of them dearer. */
const LONGEST_MARKED_WORD = 100;

/** What an element holds back of its text. */
export interface HeldBack {
  /** Shows the next piece; false where that was the last. */
  more: () => boolean;
  /** What is not shown yet. */
  rest: () => Node;
}

/** The event of an element that shows more of its text. */
export const MORE_SHOWN = 'moreshown';

const heldBack = new WeakMap<Element, HeldBack>();

/** Says what of the text in `root` is not shown, or with null that all of it is. */
export function holdBack(root: Element, held: HeldBack | null): void {
  if (held) heldBack.set(root, held);
  else heldBack.delete(root);
  root.toggleAttribute('data-held-back', held !== null);
}

/** Those in `text` that hold something back, in order. */
export function heldIn(text: ParentNode): { root: Element; held: HeldBack }[] {
  const marked = [...text.querySelectorAll('[data-held-back]')];
  const roots = text instanceof Element ? [text, ...marked] : marked;
  return roots.flatMap((root) => {
    const held = heldBack.get(root);
    return held ? [{ root, held }] : [];
  });
}

/** What `find` finds in `text`, though it may be in a piece that is not shown yet. */
export function foundInAny<T>(text: ParentNode, find: () => T | null | undefined): T | null {
  const found = find();
  if (found) return found;
  for (const { root } of heldIn(text)) {
    for (let held = heldBack.get(root); held; held = heldBack.get(root)) {
      const goesOn = held.more();
      const now = find();
      if (now) return now;
      if (!goesOn) break;
    }
  }
  return null;
}

/** Takes the first piece out of `text`: all of it, where it is no longer than a piece. */
export function takePiece(text: DocumentFragment): DocumentFragment {
  const piece = document.createDocumentFragment();
  const after = beginningOfNext(text);
  if (!after) {
    piece.append(text);
    return piece;
  }
  // From the inside out: what is before the cut moves into a copy of each element that is cut in two.
  let half: Node | null = null;
  for (let child: Node = after; child !== text && child.parentNode; child = child.parentNode) {
    const around: Node = child.parentNode;
    const copy = around === text ? piece : around.cloneNode(false);
    let items = 0;
    for (let node = around.firstChild; node && node !== child; node = around.firstChild) {
      if (node.nodeName === 'LI') items += 1;
      copy.appendChild(node);
    }
    if (half?.hasChildNodes()) copy.appendChild(half);
    if (around instanceof Element) goOn(around, items);
    half = copy;
  }
  return piece;
}

/** Shows the next piece of `text` after what is shown of it. */
export function addPiece(shown: Element, text: DocumentFragment): void {
  shown.append(takePiece(text));
}

/** The second half of an element: its id stays with the first, and a list goes on behind the `items` that are there. */
function goOn(second: Element, items: number): void {
  second.removeAttribute('id');
  if (second instanceof HTMLOListElement && !second.reversed && items > 0) second.start += items;
}

/** The node with which the second piece of `text` begins; null where all of it is one. */
function beginningOfNext(text: DocumentFragment): Node | null {
  const walker = document.createTreeWalker(text);
  let letters = 0;
  for (let nodes = 1; walker.nextNode(); nodes++) {
    const node = walker.currentNode;
    if (nodes > MOST_NODES) return node;
    if (!(node instanceof Text)) continue;
    if (letters + node.length > MOST_LETTERS)
      return node.splitText(placeToCut(node.data, MOST_LETTERS - letters));
    letters += node.length;
  }
  return null;
}

/** Near `most`, behind a space if there is one, and never within a character. */
function placeToCut(words: string, most: number): number {
  const space = words.lastIndexOf(' ', most);
  if (space > Math.max(0, most - LONGEST_WORD)) return space + 1;
  return /[\udc00-\udfff]/.test(words.charAt(most)) ? most + 1 : most;
}

/** Lets the words of `text` be broken that are too long for any line. */
export function breakLongWords(text: DocumentFragment): void {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const long: Text[] = [];
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (node.length > LONGEST_MARKED_WORD) long.push(node);
  }
  for (const node of long) {
    const parts = partsOf(node.data);
    if (parts.length > 1)
      node.replaceWith(
        ...parts.flatMap((part, at) => (at > 0 ? [document.createElement('wbr'), part] : part)),
      );
  }
}

function partsOf(words: string): string[] {
  const parts: string[] = [];
  let [from, word, at] = [0, 0, 0];
  let isMarked = false;
  for (const character of words) {
    const isMark = character > '\u02ff' && joins(character);
    if (/\s/.test(character)) [word, isMarked] = [0, false];
    else word += 1;
    isMarked ||= isMark;
    // A mark stays with its letter.
    if (word > (isMarked ? LONGEST_MARKED_WORD : LONGEST_WORD) && !isMark) {
      parts.push(words.slice(from, at));
      [from, word, isMarked] = [at, 1, false];
    }
    at += character.length;
  }
  return [...parts, words.slice(from)];
}
