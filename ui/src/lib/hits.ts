// Where a search's passage is to be found in the text that it is from.
import type { SnippetPart } from './wire';

/** How many characters on each side tell a passage from others like it. */
const AROUND = 32;

/** The found words of a snippet. */
export interface FoundWords {
  words: string;
  before: string;
  after: string;
}

/** The first found words, with what stands around them; null where none of the text's words were looked for. */
export function wordsOfHit(snippet: readonly SnippetPart[]): FoundWords | null {
  const at = snippet.findIndex(({ marked }) => marked);
  const words = snippet[at]?.text.trim();
  if (!words) return null;
  const textOf = (parts: readonly SnippetPart[]) => parts.map(({ text }) => text).join('');
  return {
    words,
    before: [...textOf(snippet.slice(0, at)).replace(/^…/, '')].slice(-AROUND).join(''),
    after: [...textOf(snippet.slice(at + 1)).replace(/…$/, '')].slice(0, AROUND).join(''),
  };
}
