// The passage that a person has selected in a document's text: its words, and the words on each side of it.

/** Characters that are kept of what stands on each side. */
const SIDE = 32;
const BLOCKS = 'p, li, h1, h2, h3, h4, h5, h6, blockquote, pre, td, th, dt, dd, figcaption, div';
/** Not the author's words at that place: notes beside the text, their marks, and the ways back from notes. */
const APART = '.sidenote, [role="doc-noteref"], sup:has(a.footnote), .reversefootnote, [role="doc-backlink"]';

export interface Passage {
  /** The document. */
  path: string;
  /** How the document is cited. */
  citation: string;
  exact: string;
  before: string;
  after: string;
  range: Range;
}

/**
 * The passage that is selected; null where nothing is, or something else than a document's text. White space counts as
 * one space, and an empty line parts two blocks.
 */
export function passageOf(selection: Selection | null): Passage | null {
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const root = textAround(range);
  if (!root) return null;
  const { exact, before, after } = words(root, range);
  if (!exact) return null;
  return {
    path: root.dataset.from ?? '',
    citation: root.dataset.citation ?? '',
    exact,
    before: [...before].slice(-SIDE).join(''),
    after: [...after].slice(0, SIDE).join(''),
    range,
  };
}

function textAround(range: Range): HTMLElement | null {
  const within = range.commonAncestorContainer;
  const element = within instanceof Element ? within : within.parentElement;
  const inside = element?.closest<HTMLElement>('.text[data-citation]');
  if (inside) return inside;
  // A drag that ends a little outside still means the text.
  const texts = [...(element?.querySelectorAll<HTMLElement>('.text[data-citation]') ?? [])];
  const touched = texts.filter((text) => range.intersectsNode(text));
  return touched.length === 1 ? (touched[0] ?? null) : null;
}

function words(root: Element, range: Range): { before: string; exact: string; after: string } {
  const parts = ['', '', ''] as [string, string, string];
  let block: Element | null = null;
  let gap = '';
  const put = (part: 0 | 1 | 2, text: string) => {
    for (const piece of text.split(/(\s+)/)) {
      if (piece === '') continue;
      if (/^\s/.test(piece)) gap ||= ' ';
      else {
        // What parts two words belongs to neither, unless it stands inside the passage.
        if (parts.some((said) => said !== '')) parts[part] += gap;
        parts[part] += piece;
        gap = '';
      }
    }
  };
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text) || node.parentElement?.closest(APART)) continue;
    const its = node.parentElement?.closest(BLOCKS) ?? null;
    if (its !== block && node.data.trim()) {
      if (block) gap = '\n\n';
      block = its;
    }
    const [from, to] = bounds(node, range);
    put(0, node.data.slice(0, from));
    put(1, node.data.slice(from, to));
    put(2, node.data.slice(to));
  }
  const [before, exact, after] = parts;
  const lead = /^\s*/.exec(exact)?.[0] ?? '';
  return { before: before + lead, exact: exact.trim(), after };
}

/** From where to where `node` lies in `range`. */
function bounds(node: Text, range: Range): [number, number] {
  const length = node.data.length;
  const side = range.comparePoint(node, 0);
  const from = node === range.startContainer ? range.startOffset : side < 0 ? length : 0;
  const to = node === range.endContainer ? range.endOffset : side > 0 || from === length ? from : length;
  return [from, Math.max(from, to)];
}
