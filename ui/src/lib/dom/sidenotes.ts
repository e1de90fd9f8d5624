// Puts each footnote beside the words it belongs to, for panes that are wide enough. The list at the end stays.
import { m } from '$lib/paraglide/messages';
import { directionOfWords } from '$lib/text/directions';

import { fragmentOf } from './elements';

/** Adds a `.sidenote` after the first mark of each footnote of `text`. */
export function addSidenotes(text: DocumentFragment | Element): void {
  const list = text.querySelector('.footnotes');
  if (!list) return;
  const marks = new Map<string, Element>();
  for (const link of text.querySelectorAll('a')) {
    const id = fragmentOf(link.getAttribute('href'));
    if (id !== null && !marks.has(id) && !list.contains(link)) marks.set(id, link);
  }
  for (const note of list.querySelectorAll('li[id]')) {
    const mark = marks.get(note.id);
    if (mark) placeBeside(mark, sidenote(note, mark.textContent.trim()));
  }
}

/** Puts the roles of footnotes where screen readers look for them: kramdown has them on the elements around. */
export function mendNoteRoles(text: DocumentFragment | Element): void {
  for (const around of text.querySelectorAll('[role="doc-noteref"]:not(a)')) {
    around.removeAttribute('role');
    around.querySelector('a')?.setAttribute('role', 'doc-noteref');
  }
  for (const note of text.querySelectorAll('[role="doc-endnote"]')) note.removeAttribute('role');
  for (const back of text.querySelectorAll('.reversefootnote'))
    back.setAttribute('aria-label', m.back_to_mark());
}

/** What a footnote says, without the links back to its marks. */
export function noteContent(note: Element): DocumentFragment {
  const content = document.createDocumentFragment();
  const copy = note.cloneNode(true) as Element;
  for (const back of copy.querySelectorAll('.reversefootnote, [role="doc-backlink"]')) back.remove();
  for (const marked of copy.querySelectorAll('[id]')) marked.removeAttribute('id');
  content.append(...copy.childNodes);
  return content;
}

function sidenote(note: Element, number: string): HTMLElement {
  const aside = element('span', 'sidenote');
  aside.setAttribute('role', 'note');
  aside.dataset.note = note.id;
  aside.dir = directionOfWords(note.textContent) ?? '';
  const label = element('span', 'sidenote-number');
  label.textContent = number;
  const content = noteContent(note);
  // A paragraph may not be inside the paragraph that the mark is in.
  for (const paragraph of content.querySelectorAll('p')) {
    const part = element('span', 'sidenote-part');
    part.dir = 'auto';
    part.append(...paragraph.childNodes);
    trimEnd(part);
    paragraph.replaceWith(part);
  }
  aside.append(label, content);
  return aside;
}

/** A table's cell is too narrow to have notes beside it: its notes come before the table. */
function placeBeside(mark: Element, aside: HTMLElement): void {
  const table = mark.closest('table');
  if (table) table.before(aside);
  else (mark.closest('sup') ?? mark).after(aside);
}

/** The space that stood before the link back. */
function trimEnd(part: Element): void {
  const last = part.lastChild;
  if (last?.nodeType === Node.TEXT_NODE) last.textContent = last.textContent?.trimEnd() ?? '';
}

function element(tag: string, className: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}
