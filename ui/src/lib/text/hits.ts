// Where a search's passage is to be found in the text that it is from.
import type { Hit } from '$lib/program/wire';

import { fold } from './folding';

/** How many characters on each side distinguish a passage from others like it. */
const AROUND = 32;

/** What a search has found in a text. */
export interface FoundWords {
  /** The words that the passage is of, and what is around them. */
  words: string;
  before: string;
  after: string;
  /** All forms that count as found. */
  forms: string[];
}

/**
 * The found words of the passage that are written as in `query`, else its first ones, with what is around them; null where none
 * of the text's words were looked for.
 */
export function wordsOfHit(
  { snippet, forms }: Pick<Hit, 'snippet' | 'forms'>,
  query: string,
): FoundWords | null {
  const sought = ` ${spaced(query)} `;
  const isSought = (words: string) => sought.includes(` ${spaced(words)} `);
  const exact = snippet.findIndex(({ marked, text }) => marked && isSought(text));
  const at = exact === -1 ? snippet.findIndex(({ marked }) => marked) : exact;
  const words = snippet[at]?.text.trim();
  if (!words) return null;
  const textOf = (parts: typeof snippet) => parts.map(({ text }) => text).join('');
  return {
    words,
    before: [...textOf(snippet.slice(0, at)).replace(/^…/, '')].slice(-AROUND).join(''),
    after: [...textOf(snippet.slice(at + 1)).replace(/…$/, '')].slice(0, AROUND).join(''),
    forms,
  };
}

/** Folded, a space between its words. */
function spaced(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}
