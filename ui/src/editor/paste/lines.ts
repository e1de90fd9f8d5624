// Line breaks and what comes before the words of a line: verse keeps its shape.

const BLOCKS =
  'p, div, section, article, header, footer, main, aside, h1, h2, h3, h4, h5, h6, ul, ol, li, blockquote, pre, table, td, th, hr, figure, dd, dt, body';
/** The name of the element that means spaces before the words of a line; `width` says how many. */
export const INDENT = 'line-indent';
const PARTED = 'strong, em, del, sup, sub';

/** Puts `line-indent` where a line of verse begins with spaces that a reader sees. */
export function keepIndents(root: HTMLElement): void {
  for (const line of root.querySelectorAll('br')) {
    if (line.closest('pre')) continue;
    markIndent(line, line, 1);
    const block = line.closest(BLOCKS);
    // The first line of a paragraph is verse where others follow, and was not set in by a tab.
    if (block && block.querySelector('br') === line && block.firstChild) markIndent(block, null, 2);
  }
}

/** Marks the indent after the node `after`, or at the start of `block`, if it has at least `least` spaces. */
function markIndent(start: Element, after: Element | null, least: number): void {
  const block = start.closest(BLOCKS) ?? start;
  const walker = start.ownerDocument.createTreeWalker(block, NodeFilter.SHOW_ALL);
  walker.currentNode = start;
  let width = 0;
  let isSeen = false;
  const spaces: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Element) {
      if (node.matches(`br, img, ${BLOCKS}`)) return;
      continue;
    }
    if (!(node instanceof Text)) continue;
    const text = node.data.replace(/^[\r\n\t]+/, '');
    const space = /^[ \u00a0]*/.exec(text)?.[0] ?? '';
    width += space.length;
    isSeen ||= space.includes('\u00a0') || keepsSpaces(node);
    spaces.push(node);
    if (space.length < text.length) break;
  }
  const last = spaces.at(-1);
  if (!last || !isSeen || width < least || width > WIDEST) return;
  for (const space of spaces) space.data = space === last ? space.data.replace(/^[\s\u00a0]+/, '') : '';
  const indent = start.ownerDocument.createElement(INDENT);
  indent.setAttribute('width', String(width));
  if (after) after.after(indent);
  else start.prepend(indent);
}

/** Wider than this, it is a tab or a drawing, and no verse. */
const WIDEST = 40;

function keepsSpaces(text: Text): boolean {
  const styled = text.parentElement?.closest('[style*="white-space"]')?.getAttribute('style') ?? '';
  return /(?:^|;)\s*white-space(?:-collapse)?\s*:\s*(?:pre(?!-line)|break-spaces)/i.test(styled);
}

/** A break is never inside emphasis: what is emphasised before and after it is so by itself. In a heading it is a space. */
export function liftBreaks(root: HTMLElement): void {
  for (const line of root.querySelectorAll('br')) {
    if (line.closest('h1, h2, h3, h4, h5, h6')) {
      line.replaceWith(' ');
      continue;
    }
    while (line.parentElement?.matches(PARTED)) {
      const emphasis = line.parentElement;
      const rest = emphasis.cloneNode(false) as Element;
      while (line.nextSibling) rest.append(line.nextSibling);
      emphasis.after(line, rest);
    }
  }
}
