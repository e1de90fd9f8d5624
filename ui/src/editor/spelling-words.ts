// Finds the words of a text that can be spelt: no code, no addresses, no abbreviations.
import type { Tree } from '@lezer/common';

import { NOT_PROSE } from './syntax';

export interface Word {
  text: string;
  from: number;
  to: number;
}

/** Letters, with apostrophes and soft hyphens between them. */
const WORD = /[\p{L}\p{M}\p{N}_]+(?:['’\u00ad][\p{L}\p{M}\p{N}_]+)*/gu;
const HAS_NO_SPELLING = /[\p{N}_]/u;
const ENDING = /['’]?s$/u;
/** Scripts that spelling dictionaries know by letters. */
const LETTERS =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{M}'’\u00ad]+$/u;

/** The words of `text`, which begins at `offset` in the text that `tree` was read from. */
export function wordsToSpell(text: string, offset: number, tree: Tree): Word[] {
  const shut = closedPlaces(offset, offset + text.length, tree);
  const words: Word[] = [];
  let next = 0;
  for (const found of text.matchAll(WORD)) {
    const from = offset + found.index;
    const to = from + found[0].length;
    while (next < shut.length && (shut[next]?.to ?? 0) <= from) next += 1;
    const place = shut[next];
    if (place && place.from < to) continue;
    if (isSpelt(found[0])) words.push({ text: found[0], from, to });
  }
  return words;
}

/** Whether a word is one that a dictionary can know. */
export function isSpelt(word: string): boolean {
  if (word.length < 2 || HAS_NO_SPELLING.test(word) || !LETTERS.test(word)) return false;
  return !isAbbreviation(word.replace(ENDING, ''));
}

/** ICC, NATO’s, NGOs. Scripts that have no capitals have no such words. */
function isAbbreviation(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
}

/** As a dictionary has it: a plain apostrophe, no soft hyphens, letters in one piece. */
export function plainForm(word: string): string {
  return word
    .replace(/’/g, "'")
    .replace(/\u00ad/g, '')
    .normalize('NFC');
}

function closedPlaces(from: number, to: number, tree: Tree): { from: number; to: number }[] {
  const places: { from: number; to: number }[] = [];
  tree.iterate({
    from,
    to,
    enter: (node) => {
      if (!NOT_PROSE.has(node.name)) return true;
      places.push({ from: node.from, to: node.to });
      return false;
    },
  });
  return places;
}
