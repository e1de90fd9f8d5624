// Finds which block of a Markdown source is which block of its preview, so that the two can scroll together.

export interface SourceBlock {
  /** Its first line, from 1. */
  line: number;
  /** Its letters and figures. */
  letters: string;
}

/** A line of the source and the pixel of the preview that belong together. */
export interface Pair {
  line: number;
  top: number;
}

/** How many source blocks are looked at for one block of the preview. */
const AHEAD = 24;
/** As many letters distinguish one block from another. */
const ENOUGH = 32;

/** The top-level blocks of `markdown`, as far as blank lines and headings divide them. */
export function sourceBlocks(markdown: string): SourceBlock[] {
  const blocks: SourceBlock[] = [];
  let fence: string | null = null;
  let open = false;
  for (const [index, line] of markdown.split('\n').entries()) {
    const mark = /^ {0,3}(```+|~~~+)/.exec(line)?.[1] ?? null;
    const inside: boolean = fence !== null;
    if (fence) fence = mark?.startsWith(fence) ? null : fence;
    else fence = mark;
    if (!inside && line.trim() === '') {
      open = false;
    } else if (!inside && /^(\{:|\[\^?[^\]]+\]:)/.test(line)) {
      // Attributes, addresses and footnotes are elsewhere in the preview, or nowhere.
      open = false;
    } else if (!open || (!inside && /^#{1,6}\s/.test(line))) {
      blocks.push({ line: index + 1, letters: lettersOf(line) });
      open = !/^#{1,6}\s/.test(line);
    } else {
      const last = blocks.at(-1);
      if (last && last.letters.length < ENOUGH) last.letters += lettersOf(line);
    }
  }
  return blocks;
}

/** Which blocks belong together: for each block of the preview, by its text, the line of its source or null. */
export function linesOf(blocks: readonly SourceBlock[], shown: readonly string[]): (number | null)[] {
  let at = 0;
  return shown.map((text) => {
    const letters = lettersOf(text).slice(0, ENOUGH);
    if (!letters) return null;
    for (let block = at; block < Math.min(blocks.length, at + AHEAD); block++) {
      const own = (blocks[block]?.letters ?? '').slice(0, ENOUGH);
      if (own && (letters.startsWith(own) || own.startsWith(letters))) {
        at = block + 1;
        return blocks[block]?.line ?? null;
      }
    }
    return null;
  });
}

/** The pixel that belongs to `line`, between the pairs around it. */
export function topOf(pairs: readonly Pair[], line: number): number {
  return between(pairs, line, 'line', 'top');
}

/** The line that belongs to the pixel `top`. */
export function lineAt(pairs: readonly Pair[], top: number): number {
  return between(pairs, top, 'top', 'line');
}

function between(pairs: readonly Pair[], value: number, from: keyof Pair, to: keyof Pair): number {
  const next = pairs.findIndex((pair) => pair[from] > value);
  const after = pairs[next === -1 ? pairs.length - 1 : next];
  const before = pairs[(next === -1 ? pairs.length : next) - 1] ?? after;
  if (!before || !after) return 0;
  const span = after[from] - before[from];
  const share = span > 0 ? (value - before[from]) / span : 0;
  return before[to] + Math.min(1, Math.max(0, share)) * (after[to] - before[to]);
}

/** Marks of Markdown are no letters; of a link only its words are shown. */
function lettersOf(text: string): string {
  return text
    .replace(/\[\^[^\]]*\]/g, '')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/\{:[^}]*\}/g, '')
    .replace(/^\s*\d+[.)]\s+/, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}
