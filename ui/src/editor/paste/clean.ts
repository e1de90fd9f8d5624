// Makes plain elements of what word processors write: no scripts, no styles, no empty or doubled emphasis.
import { keepAddresses } from './addresses';
import { liftBreaks } from './lines';
import { isBold, isHidden, isItalic, isStruck, raisedAs, styleOf } from './styles';

const DROPPED =
  'script, style, meta, link, title, noscript, template, iframe, object, embed, svg, canvas, video, audio, annotation, ' +
  'annotation-xml, form input, select, textarea, button, xml, [hidden], [aria-hidden="true"]';
/** Elements that only carry styles, or that Word has made up. */
const CARRIERS = 'span, font, u, o\\:p, big, small, ins, label, center';
const EMPHASIS = ['strong', 'em', 'del', 'sup', 'sub'];
const HEADINGS = 'h1, h2, h3, h4, h5, h6';
const BLOCKS =
  'p, div, section, article, header, footer, main, aside, h1, h2, h3, h4, h5, h6, ul, ol, li, blockquote, pre, table, hr, figure';

/** Brings everything in `root` into the form that is written as Markdown; how many pictures were left out. */
export function tidy(root: HTMLElement): number {
  dropComments(root);
  for (const box of root.querySelectorAll('li')) markTask(box);
  for (const element of root.querySelectorAll(DROPPED)) element.remove();
  for (const element of root.querySelectorAll('[style*="display"], [style*="mso-hide"]')) {
    if (isHidden(styleOf(element))) element.remove();
  }
  makeQuotes(root);
  for (const reading of root.querySelectorAll('rt')) setBeside(reading);
  for (const title of root.querySelectorAll<HTMLElement>('p.MsoTitle')) rename(title, 'h1', []);
  for (const element of [...root.querySelectorAll<HTMLElement>('*')].reverse()) meanWithElements(element);
  for (const carrier of root.querySelectorAll(CARRIERS)) unwrap(carrier);
  const pictures = keepAddresses(root);
  for (const bold of root.querySelectorAll(`:is(${HEADINGS}) strong, strong strong, em em`)) unwrap(bold);
  root.normalize();
  tidySpaces(root);
  liftBreaks(root);
  for (const element of [...root.querySelectorAll(EMPHASIS.join())].reverse()) joinOrDrop(element);
  for (const element of root.querySelectorAll('strong, em, del')) easeEdges(element);
  mendLists(root);
  for (const line of root.querySelectorAll('br')) dropBesideBlock(line);
  for (const shown of root.querySelectorAll('pre')) showAsCode(shown);
  return pictures;
}

function dropComments(root: HTMLElement): void {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const comments: Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.parentNode?.removeChild(comment);
}

/** Word's styles for quotations. Paragraphs that follow each other are one quotation. */
function makeQuotes(root: HTMLElement): void {
  for (const paragraph of root.querySelectorAll('p[class*="Quote"], p[class*="quotations"]')) {
    const before = paragraph.previousElementSibling;
    const quote =
      before?.localName === 'blockquote' ? before : paragraph.ownerDocument.createElement('blockquote');
    if (quote !== before) paragraph.before(quote);
    quote.append(paragraph);
  }
}

/** Says by elements what the element says by its style or its old name. */
function meanWithElements(element: HTMLElement): void {
  const name = element.localName;
  const style = styleOf(element);
  const bold = isBold(style);
  const italic = isItalic(style);
  if (name === 'b' || name === 'strong')
    rename(element, bold === false ? 'span' : 'strong', italic ? ['em'] : []);
  else if (name === 'i' || name === 'em' || name === 'cite' || name === 'dfn')
    rename(element, italic === false ? 'span' : 'em', bold ? ['strong'] : []);
  else if (name === 's' || name === 'strike') rename(element, 'del', []);
  else if (name === 'q') {
    element.prepend('“');
    element.append('”');
    unwrap(element);
  } else if (name === 'span' || name === 'font') {
    const struck = isStruck(style);
    const raised = element.closest('sup, sub') ? '' : raisedAs(style);
    const meant = [bold ? 'strong' : '', italic ? 'em' : '', struck ? 'del' : '', raised].filter(Boolean);
    wrapContent(element, meant);
  }
}

/** How signs are read is written above them; in a line, in brackets after them. */
function setBeside(reading: Element): void {
  for (const bracket of reading.parentElement?.querySelectorAll('rp') ?? []) bracket.remove();
  reading.replaceWith('(', ...reading.childNodes, ')');
}

/** The box of an item that can be ticked, as Markdown has it. */
function markTask(item: Element): void {
  const box = item.querySelector(':scope > input[type="checkbox"], :scope > label > input[type="checkbox"]');
  if (box) {
    item.setAttribute('data-task', box.hasAttribute('checked') ? '[x] ' : '[ ] ');
    box.remove();
  } else if (item.getAttribute('role') === 'checkbox') {
    item.setAttribute('data-task', item.getAttribute('aria-checked') === 'true' ? '[x] ' : '[ ] ');
    item.querySelector('img')?.remove();
  }
}

function rename(element: HTMLElement, name: string, inside: string[]): void {
  wrapContent(element, inside);
  if (element.localName === name) return;
  const renamed = element.ownerDocument.createElement(name);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
}

function wrapContent(element: HTMLElement, names: string[]): void {
  // Emphasis around whole blocks cannot be written, and is seldom meant.
  if (names.length === 0 || element.querySelector(BLOCKS)) return;
  for (const name of names) {
    const wrapper = element.ownerDocument.createElement(name);
    wrapper.append(...element.childNodes);
    element.append(wrapper);
  }
}

export function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

/** Word pads with non-breaking spaces. Alone between two words they are meant. */
function tidySpaces(root: HTMLElement): void {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const written = text.nodeValue ?? '';
    if (!written.includes('\u00a0') || text.parentElement?.closest('pre')) continue;
    text.nodeValue = written.replace(/[ \u00a0\n\t]{2,}/g, ' ').replace(/^\u00a0+|\u00a0+$/g, ' ');
  }
}

/** Emphasis without words goes; the same emphasis twice in a row becomes one. */
function joinOrDrop(element: Element): void {
  if (element.querySelector(BLOCKS)) {
    unwrap(element);
    return;
  }
  if (element.textContent.trim() === '' && !element.querySelector('img, footnote-mark')) {
    unwrap(element);
    return;
  }
  let next = element.nextSibling;
  let between: Node | null = null;
  if (next?.nodeType === Node.TEXT_NODE && /^[ \n\t]*$/.test(next.nodeValue ?? '')) {
    between = next;
    next = next.nextSibling;
  }
  if (!(next instanceof Element) || next.localName !== element.localName) return;
  if (between) element.append(between);
  element.append(...next.childNodes);
  next.remove();
}

/** A closing sign after a point and before a letter would close nothing: `**Note:**that`. The point moves out. */
function easeEdges(element: Element): void {
  const next = element.nextSibling?.nodeValue ?? '';
  const last = element.lastChild;
  const point =
    last?.nodeType === Node.TEXT_NODE && /^[\p{L}\p{N}]/u.test(next) ? /[^\p{L}\p{N}\s]+$/u : null;
  const moved = point?.exec(last?.nodeValue ?? '')?.[0];
  if (!moved || !last || moved.length === element.textContent.length) return;
  last.nodeValue = (last.nodeValue ?? '').slice(0, -moved.length);
  element.after(moved);
}

function dropBesideBlock(line: Element): void {
  const isBlock = (element: Element | null) => element?.matches(BLOCKS) ?? false;
  const before = line.previousSibling;
  const after = line.nextSibling;
  if (
    !after ||
    (before instanceof Element && isBlock(before)) ||
    (after instanceof Element && isBlock(after))
  )
    line.remove();
}

/** What is set in a fixed width is code, as it is. */
function showAsCode(shown: Element): void {
  const code = shown.ownerDocument.createElement('code');
  code.textContent = shown.textContent;
  shown.replaceChildren(code);
}

/** A list belongs to the item before it, and paragraphs of one item are no reason for blank lines. */
function mendLists(root: HTMLElement): void {
  for (const list of root.querySelectorAll(':is(ul, ol) > :is(ul, ol)')) {
    const before = list.previousElementSibling;
    if (before?.localName === 'li') before.append(list);
  }
  for (const item of root.querySelectorAll('li')) {
    if (item.textContent.trim() === '' && !item.querySelector('img, footnote-mark')) {
      item.remove();
      continue;
    }
    const paragraphs = [...item.children].filter(
      (child) => child.localName === 'p' || child.localName === 'div',
    );
    const first = [...item.childNodes].find((child) => child.textContent?.trim());
    if (paragraphs.length === 1 && paragraphs[0] === first) unwrap(paragraphs[0] as Element);
  }
}
