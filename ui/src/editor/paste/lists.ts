// Builds lists of items that a program wrote one after another, each with its level, and keeps the letters of lists that
// are lettered: Markdown has numbers alone.

/** One item of a list that is not yet one. */
export interface Item {
  /** What holds its words. */
  element: HTMLElement;
  /** From the outside in; only which is deeper counts. */
  depth: number;
  /** The number it begins with, or null for a bullet. */
  number: number | null;
  /** What it begins with where that is a letter or a Roman number, as it is written. */
  letter: string | null;
}

/** Replaces the items, which follow one another, by lists nested as their depths say. */
export function nest(items: Item[]): void {
  const first = items[0]?.element;
  if (!first) return;
  const document = first.ownerDocument;
  const open: { list: HTMLElement; depth: number }[] = [];
  for (const { element, depth, number, letter } of items) {
    while (open.length > 0 && (open.at(-1)?.depth ?? 0) > depth) open.pop();
    if (open.length === 0 && letter !== null) {
      first.before(...lettered(letter, element));
      continue;
    }
    let list = open.at(-1)?.depth === depth ? open.at(-1)?.list : undefined;
    const kind = number === null ? 'ul' : 'ol';
    if (list && list.localName !== kind) {
      open.pop();
      list = undefined;
    }
    if (!list) {
      list = document.createElement(kind);
      if (number !== null && number !== 1) list.setAttribute('start', String(number));
      const outer = open.at(-1)?.list.lastElementChild;
      if (outer) outer.append(list);
      else first.before(list);
      open.push({ list, depth });
    }
    const item = document.createElement('li');
    item.append(...element.childNodes);
    list.append(item);
  }
  for (const { element } of items) element.remove();
}

/** `(a) words` as a paragraph; one that follows another is on the next line of it. */
function lettered(letter: string, holder: HTMLElement): Node[] {
  const document = holder.ownerDocument;
  const paragraph = document.createElement('p');
  paragraph.className = 'lettered';
  const isInline = (node: Node) => !(node instanceof Element && node.matches(BLOCKS));
  const nodes = [...holder.childNodes];
  const end = nodes.findIndex((node) => !isInline(node));
  const [inline, rest] = end < 0 ? [nodes, []] : [nodes.slice(0, end), nodes.slice(end)];
  if (
    inline.every((node) => node.textContent?.trim() === '') &&
    rest[0] instanceof HTMLElement &&
    rest[0].matches('p, div')
  ) {
    inline.push(...rest[0].childNodes);
    rest.shift();
  }
  paragraph.append(`${letter} `, ...inline);
  return [paragraph, ...rest];
}

const BLOCKS = 'p, div, ul, ol, blockquote, pre, table, h1, h2, h3, h4, h5, h6, hr, figure';
const LETTERS = /^(lower|upper)-(alpha|latin|roman)$/;

/** Keeps the letters of each lettered list that is in no other list. */
export function keepLetters(root: HTMLElement): void {
  for (const list of root.querySelectorAll<HTMLElement>('ol')) {
    if (list.parentElement?.closest('ol, ul')) continue;
    const style = letterStyle(list);
    if (!style) continue;
    let number = Number(list.getAttribute('start') ?? 1);
    const made: Node[] = [];
    for (const child of [...list.children]) {
      if (!(child instanceof HTMLElement)) continue;
      if (child.localName !== 'li') made.push(child);
      else made.push(...lettered(`(${letterOf(number++, style)})`, child));
    }
    list.replaceWith(...made);
  }
  for (const paragraph of root.querySelectorAll('p.lettered')) {
    const before = paragraph.previousElementSibling;
    if (!before?.matches('p.lettered')) continue;
    before.append(root.ownerDocument.createElement('br'), ...paragraph.childNodes);
    paragraph.remove();
  }
}

/** `lower-alpha` and the like, as the list or its first item says it. */
function letterStyle(list: HTMLElement): string | null {
  const typed = { a: 'lower-alpha', A: 'upper-alpha', i: 'lower-roman', I: 'upper-roman' }[
    list.getAttribute('type') ?? ''
  ];
  if (typed) return typed;
  const styled = [list, list.querySelector('li')].map((it) =>
    /list-style(?:-type)?\s*:\s*([^;]+)/i
      .exec(it?.getAttribute('style') ?? '')?.[1]
      ?.trim()
      .toLowerCase(),
  );
  return styled.find((style) => style !== undefined && LETTERS.test(style)) ?? null;
}

function letterOf(number: number, style: string): string {
  const letter = style.endsWith('roman') ? roman(number) : alphabetic(number);
  return style.startsWith('upper') ? letter.toUpperCase() : letter;
}

function alphabetic(number: number): string {
  let letters = '';
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(97 + ((rest - 1) % 26)) + letters;
  return letters;
}

const ROMAN: [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

function roman(number: number): string {
  let rest = Math.min(number, 3999);
  let letters = '';
  for (const [value, sign] of ROMAN) {
    for (; rest >= value; rest -= value) letters += sign;
  }
  return letters;
}
