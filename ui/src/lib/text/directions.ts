// Which way words run: each block of a text by its own first letter, whatever is around it.

/** Letters of the scripts that run from right to left: Hebrew to Arabic Extended-A, their presentation forms, and the historical ones. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const LETTER = /\p{L}/u;
/** What has lines, a mark or a bar of its own, and so a side where it begins. */
const BLOCKS =
  'p, li, ul, ol, dl, dt, dd, h1, h2, h3, h4, h5, h6, blockquote, pre, table, caption, th, td, figure, figcaption, ' +
  'div, section, details, summary';

/** The direction of the first letter; null where there is none. */
export function directionOfWords(text: string): 'ltr' | 'rtl' | null {
  const letter = LETTER.exec(text)?.[0];
  if (!letter) return null;
  return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
}

/**
 * Gives each block of `text` the direction of its own words; one without letters has that of what is around it, and what the writer
 * has said stays. One that holds other blocks is given it outright: `auto` looks past what has a direction of its own.
 */
export function direct(text: DocumentFragment | Element): void {
  for (const block of text.querySelectorAll<HTMLElement>(BLOCKS)) {
    const direction = block.dir ? null : directionOfWords(block.textContent);
    if (direction) block.dir = block.querySelector(BLOCKS) ? direction : 'auto';
  }
}

/** `words` as they are put into a sentence of ours: where they may run the other way, they are kept from turning what is beside them. */
export function apart(words: string): string {
  return RIGHT_TO_LEFT.test(words) ? `\u2068${words}\u2069` : words;
}
