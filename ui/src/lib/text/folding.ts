// The folding of texts: a word however it was written comes to the one plain form by which it is found. The same as the core's, by the
// same table; what the two agree on is in `folding-cases.ts`.
import { CASES, LEFT_OUT, LETTERS, MARKS_LEFT_OUT, SIGNS, UNDIVIDED, ZEROS } from './folding-table';

const ASCII = /^[\0-\x7f]*$/;
const LETTER = /(?!\p{M})[\p{Alphabetic}\p{N}]/u;
const IN_WORD = new RegExp(`[\\p{Alphabetic}\\p{N}\\p{M}${LEFT_OUT}]`, 'u');
const NO_WORD = new RegExp(`[^\\p{Alphabetic}\\p{N}\\p{M}${LEFT_OUT}]`, 'u');
const NOT_KEPT = new RegExp(`[${LEFT_OUT}${MARKS_LEFT_OUT}]`, 'gu');
const MARK = /^\p{M}/u;
/** A sign with the marks on it and what makes a syllable with it. */
const WITH_MARKS = new RegExp(
  `[\\s\\S][\\p{M}${LEFT_OUT}\\u1161-\\u11ff\\ud7b0-\\ud7fb\\uff9e\\uff9f]*`,
  'gu',
);
const READ = new Map([...CASES, ...LETTERS]);

const known = new Map<string, string>();
/** Different letters that are kept folded: some thousand more than a text has. */
const MOST_KNOWN = 20_000;

/** One letter with its marks, folded. */
function foldedLetter(letter: string): string {
  const before = known.get(letter);
  if (before !== undefined) return before;
  const folded = IN_WORD.test(letter) ? foldedAnew(letter) : punctuation(letter);
  if (known.size > MOST_KNOWN) known.clear();
  known.set(letter, folded);
  return folded;
}

function foldedAnew(letter: string): string {
  let plain = letter.normalize('NFKD').replace(NOT_KEPT, '');
  // What would come apart into more than letters, as ½ does, is left as it is.
  if (NO_WORD.test(plain) || (MARK.test(plain) && !MARK.test(letter))) {
    plain = letter.normalize('NFD').replace(NOT_KEPT, '');
  }
  const small = [...plain].map((sign) => READ.get(sign) ?? sign.toLowerCase()).join('');
  const bare = small.normalize('NFD').replace(NOT_KEPT, '');
  return [...bare]
    .map((sign) => READ.get(sign) ?? digit(sign))
    .join('')
    .normalize('NFC');
}

/** The digit with the value of `sign`, or `sign`. */
function digit(sign: string): string {
  if (!/\p{Nd}/u.test(sign)) return sign;
  const code = sign.codePointAt(0) ?? 0;
  const zero = ZEROS.findLast((zero) => zero <= code);
  return zero !== undefined && code - zero < 10 ? String(code - zero) : sign;
}

/** Kinds of white space, dashes and quotation marks are one each. */
function punctuation(sign: string): string {
  if (/\s/u.test(sign)) return ' ';
  if (/\p{Pd}/u.test(sign)) return '-';
  if (/[‘’‛′]/u.test(sign)) return "'";
  if (/[“”„‟″«»]/u.test(sign)) return '"';
  const one = sign.normalize('NFKC');
  return one.length === sign.length ? one : sign;
}

/** `text` as it is looked for. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replace(/\s/g, ' ');
  return text.replace(WITH_MARKS, foldedLetter);
}

/** `text` folded, and for each unit of that where in `text` it comes from. */
export interface Folded {
  text: string;
  starts: number[];
  ends: number[];
}

export function folded(text: string): Folded {
  const starts: number[] = [];
  const ends: number[] = [];
  let out = '';
  const push = (piece: string, start: number, end: number) => {
    out += piece;
    for (let unit = 0; unit < piece.length; unit++) {
      starts.push(start);
      ends.push(end);
    }
  };
  if (ASCII.test(text)) {
    const piece = text.toLowerCase().replace(/\s/g, ' ');
    for (let at = 0; at < piece.length; at++) push(piece.charAt(at), at, at + 1);
    return { text: out, starts, ends };
  }
  for (const { 0: letter, index } of text.matchAll(WITH_MARKS)) {
    push(foldedLetter(letter), index, index + letter.length);
  }
  return { text: out, starts, ends };
}

/** Whether `text` has each of `words`, which are folded, or a word that has it in it. */
export function hasWords(text: string, words: string[]): boolean {
  const whole = fold(text);
  return words.every((word) => whole.includes(word));
}

/** The words of what was typed into a filter, folded. */
export function wordsOf(filter: string): string[] {
  return fold(filter).split(' ').filter(Boolean);
}

const UNSPACED = new RegExp(`^[${SIGNS}${UNDIVIDED}]`, 'u');

/** As much of `beginning`, which is one sign too long, as ends with a word; where nothing divides words, with a letter. */
export function wholeWords(beginning: string): string {
  const letters = [...beginning.matchAll(WITH_MARKS)];
  const last = letters.slice(0, -1).findLast(({ 0: letter }) => UNSPACED.test(letter));
  const letter = last ? last.index + last[0].length : -1;
  const end = Math.max(letter, beginning.search(/\s\S*$/));
  return end < 0 ? [...beginning].slice(0, -1).join('') : beginning.slice(0, end);
}

const SIGN = new RegExp(`[${SIGNS}]`, 'u');
const UNDIVIDED_LETTER = new RegExp(`[${UNDIVIDED}]`, 'u');
/** Letters of a word where nothing divides words. */
const LETTERS_OF_A_WORD = 4;

/** Whether what is from `from` to `to` in `text` begins and ends where words do. Where nothing divides words, it always does. */
export function isWhole(text: string, from: number, to: number): boolean {
  return (
    isBorder(text.slice(0, from), text.slice(from, to)) && isBorder(text.slice(from, to), text.slice(to))
  );
}

function isBorder(before: string, after: string): boolean {
  const [last, first] = [[...before.slice(-2)].at(-1), [...after.slice(0, 2)][0]];
  if (!last || !first || !IN_WORD.test(last) || !IN_WORD.test(first)) return true;
  return UNSPACED.test(last) || UNSPACED.test(first);
}

/** How many words a plain text has, as the core counts them. */
export function countOf(plain: string): number {
  if (ASCII.test(plain)) return plain.match(/\S*[a-z0-9]\S*/gi)?.length ?? 0;
  let words = 0;
  let isCounted = false;
  let undivided = 0;
  for (const sign of plain) {
    const isLetter = LETTER.test(sign);
    if (isLetter && SIGN.test(sign)) {
      words += 1;
      isCounted = false;
      continue;
    }
    if (isLetter && UNDIVIDED_LETTER.test(sign)) {
      undivided += 1;
      isCounted = false;
      continue;
    }
    if (/\p{White_Space}/u.test(sign)) {
      isCounted = false;
    } else if (!isCounted && isLetter) {
      isCounted = true;
      words += 1;
    } else {
      continue;
    }
    words += Math.ceil(undivided / LETTERS_OF_A_WORD);
    undivided = 0;
  }
  return words + Math.ceil(undivided / LETTERS_OF_A_WORD);
}
