// Sets a backslash before signs that kramdown would read as its own, and only before those. Quotation marks, three dots
// and dashes between words are left to its typography.

const BLOCKS = new Set(
  'p div section article header footer main aside h1 h2 h3 h4 h5 h6 ul ol li blockquote pre table tr td th figure br hr dd dt body'.split(
    ' ',
  ),
);
const HEADINGS = 'h1, h2, h3, h4, h5, h6';
/** What may have a meaning in running text. */
const SIGNS = /[\\`*_[\]<>&{|]|~+|\${2,}|-{2,}/g;
/** The same as a reference to a character. */
const ENTITY = /^&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z:][\w.:-]*);/i;
/** What begins another block where a line begins. */
const BEGINS_BLOCK = /^(?:#{1,6}(?=\s|$)|>|[:+*_-](?=[\s|]|$)|[=-]+\s*$|\[[^\]]*(?:\]:|$))/;
const BEGINS_NUMBER = /^\d+(?=\.(?:[\s|]|$))/;
const BEGINS_TASK = /^\[[ xX]\]\s/;

/** Escapes every text in `root` that is no code. */
export function escapeText(root: HTMLElement): void {
  root.normalize();
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const written = text.nodeValue ?? '';
    const parent = text.parentElement;
    if (!/[^\p{L}\p{N}\s,;'"’“”]/u.test(written) || parent?.closest('pre, code')) continue;
    const inHeading = parent?.closest(HEADINGS) != null;
    // In a heading and in a cell of a table no other block begins.
    const inCell = parent?.closest('td, th') != null;
    const begins = !inHeading && !inCell && beginsBlock(text);
    text.nodeValue = escaped(written, {
      beginsBlock: begins,
      beginsItem: begins && parent?.closest('li') != null,
      beforeLink: text.nextSibling?.nodeName === 'A',
      inLink: parent?.closest('a[href]') != null,
      inStruck: parent?.closest('del') != null,
      inEmphasis: parent?.closest('strong, em') != null,
      inCell,
      inHeading,
      besideBracket: written.includes('](') && hasBracketsBeside(text, written),
    });
  }
  for (const cell of root.querySelectorAll('td, th')) escapeLine(cell);
}

function hasBracketsBeside(text: Node, written: string): boolean {
  let block: Node = text;
  while (block.parentNode && !BLOCKS.has(block.nodeName.toLowerCase())) block = block.parentNode;
  const count = (words: string) => words.split('[').length;
  return count(block.textContent ?? '') > count(written);
}

/** A cell of dashes alone would be taken for the line under a table's head. */
function escapeLine(cell: Element): void {
  const only = cell.textContent.trim();
  if (/^[-=:+]+$/.test(only)) cell.textContent = `\\${only}`;
}

export interface Place {
  beginsBlock?: boolean;
  beginsItem?: boolean;
  /** Whether a link follows at once. */
  beforeLink?: boolean;
  inLink?: boolean;
  inStruck?: boolean;
  inEmphasis?: boolean;
  inCell?: boolean;
  /** Whether a bracket is opened elsewhere in the block. */
  besideBracket?: boolean;
  inHeading?: boolean;
}

/** `text` such that kramdown shows it as it is. What is around the text is not known, and may be anything. */
export function escaped(text: string, place: Place = {}): string {
  let safe = text.replace(SIGNS, (sign: string, at: number) => escapedSign(sign, at, text, place));
  if (place.beforeLink) safe = safe.replace(/!$/, '\\!');
  // The marks at the end of a heading would be taken for its closing.
  if (place.inHeading) safe = safe.replace(/(^|\s)(#+\s*)$/, '$1\\$2');
  return place.beginsBlock ? escapedBeginning(safe, text, place) : safe;
}

function escapedSign(sign: string, at: number, text: string, place: Place): string {
  const before = characterBefore(text, at);
  const after = characterAfter(text, at + sign.length);
  const isEscaped = () => {
    switch (sign) {
      case '\\':
        return after === '' || /[!-/:-@[-`{-~\s]/.test(after);
      case '*':
        return place.inEmphasis || !(isSpace(before) && isSpace(after));
      case '_':
        // After a letter it opens no emphasis; after a digit it does.
        return (
          !(/\p{L}/u.test(before) && /[\p{L}\p{N}_]/u.test(after)) && !(isSpace(before) && isSpace(after))
        );
      case '[':
        return place.inLink || after === '^' || closesBeforeAddress(text, at);
      case ']':
        return place.inLink || (after === '(' && mayCloseOther(text, at, place));
      case '<':
        return before === '<' || !/[\s=]/.test(after);
      case '>':
        return before === '>' || after === '>';
      default:
        return true;
    }
  };
  if (sign === '&') return ENTITY.test(text.slice(at)) ? '&amp;' : sign;
  if (sign === '{') {
    // Liquid, which is carried out before Markdown is read, knows no backslash.
    if (before === '{' || after === '{' || after === '%') return '&#123;';
    return after === ':' || (place.inHeading && after === '#') ? '\\{' : sign;
  }
  if (sign.startsWith('~')) {
    if (place.inStruck && (before === '' || after === '')) return '&#126;'.repeat(sign.length);
    return sign.length === 1 && before !== '' ? sign : sign.replace(/~/g, '\\~');
  }
  if (sign.startsWith('$')) return sign.replace(/\$/g, '\\$');
  if (sign.startsWith('-')) return isDash(before, sign, after) ? sign : sign.replace(/-/g, '\\-');
  if (!isEscaped()) return sign;
  // Where a table's cells end is found without regard to backslashes before these.
  if (place.inCell && sign === '`') return '&#96;';
  if (place.inCell && sign === '<') return '&lt;';
  return `\\${sign}`;
}

/** `safe`, the rest of which is escaped already, such that it begins no other block. */
function escapedBeginning(safe: string, text: string, place: Place): string {
  const plain = text.trimStart();
  const start = safe.length - safe.trimStart().length;
  const number = BEGINS_NUMBER.exec(plain)?.[0].length;
  if (number !== undefined) return `${safe.slice(0, start + number)}\\${safe.slice(start + number)}`;
  if (safe[start] !== plain[0]) return safe;
  // No backslash takes its meaning from this mark, which ends a block.
  if (/^\^\s*$/.test(plain)) return safe.replace('^', '&#94;');
  const begins = BEGINS_BLOCK.test(plain) || (place.beginsItem && BEGINS_TASK.test(plain));
  return begins ? `${safe.slice(0, start)}\\${safe.slice(start)}` : safe;
}

/** Two or three hyphens between words, or between spaces. Before an option or in an arrow they are themselves. */
function isDash(before: string, hyphens: string, after: string): boolean {
  if (hyphens.length > 3) return false;
  if (isSpace(after)) return before === '' || isSpace(before) || /[\p{L}\p{N}.,;:!?)\]’”"']/u.test(before);
  return /[\p{L}\p{N}.,;:!?)\]’”"']/u.test(before) && /^[\p{L}\p{N}“‘"'(]?$/u.test(after);
}

/** Whether the bracket at `at` closes right before an address, so that both would be a link. */
function closesBeforeAddress(text: string, at: number): boolean {
  let open = 0;
  for (let place = at; place < text.length; place += 1) {
    if (text[place] === '[') open += 1;
    else if (text[place] === ']' && --open === 0) return text[place + 1] === '(';
  }
  return false;
}

/** Whether the bracket at `at` may close another one than the last that was opened, which is escaped. */
function mayCloseOther(text: string, at: number, place: Place): boolean {
  const opening = text.lastIndexOf('[', at);
  if (place.besideBracket === true || opening < 0 || text.slice(opening, at).includes(']')) return true;
  return text
    .slice(0, opening)
    .replace(/\[[^[\]]*\]/g, '')
    .includes('[');
}

function isSpace(character: string): boolean {
  return /^\s$/.test(character);
}

function characterBefore(text: string, at: number): string {
  return /[^]$/u.exec(text.slice(Math.max(0, at - 2), at))?.[0] ?? '';
}

function characterAfter(text: string, at: number): string {
  return /^[^]/u.exec(text.slice(at, at + 2))?.[0] ?? '';
}

/** Whether there are no words between the beginning of the block (or line) and this text. */
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
