// Bounds the marks on one letter: each is set on top of the others, and a hundred thousand of them hold the window up.

import { m } from '$lib/paraglide/messages';

/** No writing needs more, and Unicode's "stream-safe" texts have no more. */
const MOST = 30;
/** What joins the letter before it instead of being one by itself. */
const JOINS = String.raw`[\p{M}\u200c\u200d]`;
const JOINING = new RegExp(JOINS, 'u');
const TOO_MANY = new RegExp(`(?<=${JOINS}{${MOST}})${JOINS}+`, 'u');

/** Whether a character joins the letter before it. */
export const joins = (character: string) => JOINING.test(character);

/** Puts a word that says how many there are in the place of the marks that are too many on one letter. */
export function leaveOutMarks(text: DocumentFragment): void {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    const marks = TOO_MANY.exec(node.data);
    if (!marks) continue;
    const rest = node.splitText(marks.index);
    rest.deleteData(0, marks[0].length);
    const word = document.createElement('span');
    word.className = 'left-out';
    word.title = m.text_marks_left_out_why();
    word.textContent = m.text_marks_left_out({ count: marks[0].length });
    rest.before(word);
    // What was put there is not looked at; the rest is.
    walker.currentNode = word.lastChild ?? word;
  }
}
