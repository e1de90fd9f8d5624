// Sets a backslash before signs that Markdown would read as its own, and only before those.

const BLOCKS = new Set(
  'p div section article header footer main aside h1 h2 h3 h4 h5 h6 ul ol li blockquote pre table tr td th figure br hr dd dt body'.split(
    ' ',
  ),
);
const BEGINS_BLOCK =
  /^(\s*)(#{1,6}(?=\s|$)|[>:](?=\s|$)|>|[-+*](?=\s|$)|={3,}\s*$|-{3,}\s*$|~{3,}|\[(?=[^\]]*\]:))/;
const BEGINS_NUMBER = /^(\s*\d{1,9})([.)])(?=\s|$)/;

/** Escapes every text in `root` that is no code. */
export function escapeText(root: HTMLElement): void {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const written = text.nodeValue ?? '';
    if (!/[^\p{L}\p{N}\s,;'"’“”]/u.test(written) || text.parentElement?.closest('pre, code')) continue;
    text.nodeValue = escaped(written, {
      // In a heading and in a cell of a table no other block begins.
      beginsBlock: !text.parentElement?.closest('h1, h2, h3, h4, h5, h6, td, th') && beginsBlock(text),
      beforeLink: text.nextSibling?.nodeName === 'A',
      inCell: text.parentElement?.closest('td, th') !== null,
    });
  }
}

export interface Place {
  beginsBlock?: boolean;
  /** Whether a link follows at once. */
  beforeLink?: boolean;
  inCell?: boolean;
}

/** `text` such that Markdown shows it as it is. */
export function escaped(text: string, place: Place = {}): string {
  let safe = text
    .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, '\\\\')
    .replace(/`/g, '\\`')
    .replace(/\*/g, (star, at: number) => (standsAlone(text, at, 1) ? star : '\\*'))
    .replace(/_/g, (sign, at: number, whole: string) => (isUnderscoreQuiet(whole, at) ? sign : '\\_'))
    .replace(/\[(?=\^|[^\]]*\][([])/g, '\\[')
    .replace(/<(?=[\p{L}/!?])/gu, '\\<')
    .replace(/&(?=#?\w{1,31};)/g, '&amp;')
    .replace(/~~/g, '\\~~')
    .replace(/\{(?=:)/g, '\\{');
  if (place.beforeLink) safe = safe.replace(/!$/, '\\!');
  if (place.inCell) safe = safe.replace(/\|/g, '\\|');
  if (place.beginsBlock) safe = safe.replace(BEGINS_NUMBER, '$1\\$2').replace(BEGINS_BLOCK, '$1\\$2');
  return safe;
}

/** A sign with white space on both sides opens and closes nothing. */
function standsAlone(text: string, at: number, length: number): boolean {
  return /\s/.test(text[at - 1] ?? 'x') && /\s/.test(text[at + length] ?? 'x');
}

/** Within a word, or between white space, an underscore is only itself. */
function isUnderscoreQuiet(text: string, at: number): boolean {
  const before = text[at - 1] ?? '';
  const after = text[at + 1] ?? '';
  if (/\s/.test(before) && /\s/.test(after)) return true;
  return /[\p{L}\p{N}_]/u.test(before) && /[\p{L}\p{N}_]/u.test(after);
}

/** Whether no words stand between the beginning of the block (or line) and this text. */
function beginsBlock(text: Node): boolean {
  for (let node: Node | null = text; node; node = node.parentNode) {
    for (let before = node.previousSibling; before; before = before.previousSibling) {
      if (BLOCKS.has(before.nodeName.toLowerCase())) return true;
      if (before.nodeName === 'IMG' || before.nodeName === 'FOOTNOTE-MARK') return false;
      if ((before.textContent ?? '').trim() !== '') return false;
    }
    if (node !== text && BLOCKS.has(node.nodeName.toLowerCase())) return true;
    if (node.parentNode && BLOCKS.has(node.parentNode.nodeName.toLowerCase())) return true;
  }
  return true;
}
