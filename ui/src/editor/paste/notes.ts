// Finds footnotes in HTML: two links that lead to each other, as Word, LibreOffice, Google Docs and web pages write them.

export interface Note {
  label: string;
  /** What the note says, without the mark that leads back. */
  content: HTMLElement;
}

/** What holds one note: its own list item or division, else its paragraph. */
const HOLDERS = 'li, div[id], [role="doc-footnote"], [role="doc-endnote"], aside, dd, p, td';
/** What a mark may look like: a short number, letter or sign, perhaps in brackets. */
const MARK = /^[[(]?[\p{L}\p{N}*†‡§¶]{0,6}[\])]?$/u;

/** Takes the notes out of `root`, and sets `[^1]` where their marks were. Numbers go up from `first`. */
export function takeNotes(root: HTMLElement, first: number): Note[] {
  const links = [...root.querySelectorAll<HTMLAnchorElement>('a[href*="#"]')];
  if (links.length === 0) return [];
  const named = placesByName(root);
  const notes = new Map<HTMLElement, Note>();
  const waysBack = new Set<string>();
  for (const link of links) {
    if (!link.isConnected || !MARK.test(link.textContent.replace(/[\s\u00a0]+/g, ''))) continue;
    const target = named.get(fragmentOf(link));
    if (!target || target === link || link.contains(target)) continue;
    const back = wayBack(target, link, named);
    const holder = back && holderOf(target, back, root);
    if (!holder || holder.contains(link)) continue;
    let note = notes.get(holder);
    if (!note) {
      note = { label: String(first + notes.size), content: holder };
      notes.set(holder, note);
    }
    waysBack.add(fragmentOf(back));
    setMark(link, note.label);
  }
  for (const note of notes.values()) note.content = takeOut(note.content, waysBack);
  if (notes.size > 0) dropEmptyRests(root);
  return [...notes.values()];
}

function placesByName(root: HTMLElement): Map<string, HTMLElement> {
  const places = new Map<string, HTMLElement>();
  for (const element of root.querySelectorAll<HTMLElement>('[id], a[name]')) {
    for (const name of [element.id, element.getAttribute('name')]) {
      if (name && !places.has(name)) places.set(name, element);
    }
  }
  return places;
}

function fragmentOf(link: HTMLAnchorElement): string {
  const href = link.getAttribute('href') ?? '';
  const fragment = href.slice(href.indexOf('#') + 1);
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** The link at the note that leads back to the mark. A mark stands before its note. */
function wayBack(
  target: HTMLElement,
  mark: HTMLAnchorElement,
  named: Map<string, HTMLElement>,
): HTMLAnchorElement | null {
  if (!(mark.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING)) return null;
  const around = target.closest<HTMLElement>(HOLDERS) ?? target;
  const candidates = target.matches('a[href*="#"]')
    ? [target as HTMLAnchorElement]
    : [...around.querySelectorAll<HTMLAnchorElement>('a[href*="#"]')];
  return (
    candidates.find((link) => {
      const leadsTo = named.get(fragmentOf(link));
      return leadsTo !== undefined && (leadsTo === mark || leadsTo.contains(mark) || mark.contains(leadsTo));
    }) ?? null
  );
}

/** The outermost element that holds this note and no other one. */
function holderOf(target: HTMLElement, back: HTMLAnchorElement, root: HTMLElement): HTMLElement | null {
  let holder = target.closest<HTMLElement>(HOLDERS);
  const outer = holder?.parentElement?.closest<HTMLElement>(HOLDERS);
  const own = (element: HTMLElement) =>
    element.querySelectorAll('a[href*="#"][name], a[href*="#"][id]').length <= 1;
  if (holder?.localName === 'p' && outer && outer !== root && own(outer)) holder = outer;
  return holder?.contains(back) ? holder : null;
}

function setMark(link: HTMLAnchorElement, label: string): void {
  const mark = link.ownerDocument.createElement('footnote-mark');
  mark.setAttribute('label', label);
  let place: Element = link;
  // The mark takes the place of the raised or coloured run that held nothing else.
  while (
    place.parentElement?.matches('sup, span, b, i, em, strong, font') &&
    place.parentElement.textContent.trim() === link.textContent.trim()
  ) {
    place = place.parentElement;
  }
  const before = place.previousSibling;
  if (before?.nodeType === Node.TEXT_NODE)
    before.nodeValue = before.nodeValue?.replace(/[ \u00a0]+$/, '') ?? '';
  place.replaceWith(mark);
}

function takeOut(holder: HTMLElement, waysBack: Set<string>): HTMLElement {
  const content = holder.ownerDocument.createElement('div');
  content.append(...(holder.localName === 'p' ? [holder.cloneNode(true)] : holder.childNodes));
  holder.remove();
  for (const link of content.querySelectorAll<HTMLAnchorElement>('a[href*="#"]')) {
    if (!waysBack.has(fragmentOf(link))) continue;
    const raised = link.closest('sup');
    (raised?.textContent.trim() === link.textContent.trim() ? raised : link).remove();
  }
  return content;
}

/** The lists and rules that parted the notes from the text. */
function dropEmptyRests(root: HTMLElement): void {
  for (const element of [...root.querySelectorAll('ol, ul, section, div, aside')].reverse()) {
    if (element.textContent.trim() === '' && !element.querySelector('img, footnote-mark')) element.remove();
  }
  const last = root.lastElementChild;
  if (last?.localName === 'hr') last.remove();
}
