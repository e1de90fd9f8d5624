// The passage that a person has selected in a document's text, with its source.
import { passageOf, type Passage } from './passage';

export interface Selected extends Passage {
  /** The document. */
  path: string;
  /** How the document is cited. */
  citation: string;
  range: Range;
}

/** What `selection` holds; null where that is nothing, or something else than a document's text. */
export function selectedIn(selection: Selection | null): Selected | null {
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const text = textAround(range);
  const passage = text && passageOf(text, range);
  if (!text || !passage) return null;
  return { ...passage, path: text.dataset.from ?? '', citation: text.dataset.citation ?? '', range };
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
