// Guesses the language of a text, for hyphens, quotation marks and the font. Unsure is better than wrong.

import { directionOfWords } from './directions';

/** Little words that nearly every paragraph of the language has, and the others' have not. */
const LITTLE_WORDS: Record<string, string[]> = {
  en: ['the', 'of', 'and', 'that', 'is', 'for', 'with', 'it'],
  fr: ['les', 'des', 'et', 'est', 'une', 'dans', 'que', 'du'],
  es: ['los', 'las', 'el', 'del', 'y', 'una', 'por', 'con'],
  de: ['der', 'und', 'das', 'ist', 'nicht', 'den', 'von', 'mit'],
};
/** Enough of a text to guess from. */
const SAMPLE = 4000;

/** `ar`, `he`, `en`, `fr`, `es`, `de`, or null. */
export function languageOf(text: string): string | null {
  const sample = text.slice(0, SAMPLE);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (share(sample, /\p{Script=Arabic}/gu, letters) > 0.5) return 'ar';
  if (share(sample, /\p{Script=Hebrew}/gu, letters) > 0.5) return 'he';
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  let best: string | null = null;
  // At least every twentieth word, as in running prose.
  let most = words.length / 20;
  for (const [language, little] of Object.entries(LITTLE_WORDS)) {
    const count = words.filter((word) => little.includes(word)).length;
    if (count > most) [best, most] = [language, count];
  }
  return best;
}

/** The language of the words of HTML. */
export function languageOfHtml(html: string): string | null {
  return languageOf(html.slice(0, 4 * SAMPLE).replace(/<[^>]*>/g, ' '));
}

/** The direction that the most of HTML runs in: by its language, else by its first letter. */
export function directionOfHtml(html: string): 'ltr' | 'rtl' {
  const language = languageOfHtml(html);
  if (language) return language === 'ar' || language === 'he' ? 'rtl' : 'ltr';
  return directionOfWords(html.slice(0, SAMPLE).replace(/<[^>]*>/g, ' ')) ?? 'ltr';
}

function share(text: string, letter: RegExp, letters: number): number {
  return letters === 0 ? 0 : (text.match(letter)?.length ?? 0) / letters;
}
