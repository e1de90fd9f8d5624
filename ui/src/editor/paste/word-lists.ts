// Makes lists of the paragraphs by which Word shows lists, and of the single lists by which Word for the web does.
import { type Item, nest } from './lists';
import { styleOf } from './styles';

/** What begins an item: its bullet or number as it is written, and where in the paragraph its words begin. */
interface Marker {
  written: string;
  length: number;
}

const PARAGRAPHS = 'p[class*="MsoList"], p[style*="text-indent"], p[style*="mso-list"]';
/** A bullet or a number, and the white space that Word sets after it. */
const BEGINNING =
  /^[\s\u00a0]*(\(?(?:\d{1,4}(?:\.\d{1,3})*|\p{L}|[ivxlcdm]{1,7})[.)]?|[^\p{L}\p{N}\s\u00a0])([\s\u00a0]+)/iu;
const NUMBER = /^\(?\d+[.)]?$/;
const OUTLINE_NUMBER = /^\d+(?:\.\d+)+\.?$/;
const LETTER = /^\(?(?:\p{L}|[ivxlcdm]+)[.)]$/iu;
/** The margin of Word's own style for lists, in points, which is not written where it is not changed. */
const MARGIN = 36;

interface Found extends Item {
  /** The left margin in points, if it is written. */
  margin: number | null;
  /** Its bullet or number. */
  written: string;
  /** The level that Word itself gives, where that came along. */
  level: number | null;
}

/** Replaces each run of paragraphs that are items by lists. */
export function makeWordLists(root: HTMLElement): void {
  let run: Found[] = [];
  let last: Element | null = null;
  const finish = () => {
    setDepths(run);
    nest(run);
    run = [];
  };
  for (const paragraph of root.querySelectorAll<HTMLElement>(PARAGRAPHS)) {
    const follows = last !== null && last.nextElementSibling === paragraph;
    if (!follows) finish();
    const item = itemOf(paragraph);
    const before = run.at(-1)?.element;
    if (item) run.push(item);
    else if (follows && before && paragraph.matches('[class*="MsoList"]') && wordsOf(paragraph) !== '') {
      // Another paragraph of the same item.
      const words = paragraph.ownerDocument.createElement('p');
      words.append(...paragraph.childNodes);
      before.append(words);
    } else {
      last = null;
      finish();
      continue;
    }
    last = paragraph;
  }
  finish();
  for (const paragraph of root.querySelectorAll('p[class*="MsoList"]'))
    if (wordsOf(paragraph) === '') paragraph.remove();
  makeListsOfWordOnline(root);
}

function itemOf(paragraph: HTMLElement): Found | null {
  const style = styleOf(paragraph);
  const declared = style.get('mso-list');
  const level = /\blevel([1-9])\b/.exec(declared ?? '')?.[1];
  const hangs = parseFloat(style.get('text-indent') ?? '') < 0;
  if (!level && !hangs && !paragraph.matches('[class*="MsoList"]')) return null;
  const marker = markerOf(paragraph);
  if (!marker || (!level && declared === undefined && !isMarker(marker, paragraph))) return null;
  cutStart(paragraph, marker.length);
  return {
    element: paragraph,
    depth: 0,
    level: level ? Number(level) : null,
    margin: leftMargin(style),
    written: marker.written,
    number: numberOf(marker.written),
    letter: LETTER.test(marker.written) ? marker.written : null,
  };
}

function markerOf(paragraph: HTMLElement): Marker | null {
  const found = BEGINNING.exec(paragraph.textContent);
  return found ? { written: found[1] ?? '', length: found[0].length } : null;
}

/** Whether this is a marker and no sentence: Word fills the space up to the words with spaces that do not break. */
function isMarker({ written, length }: Marker, paragraph: HTMLElement): boolean {
  const space = paragraph.textContent.slice(0, length);
  if (!space.includes('\u00a0')) return false;
  return !/^\p{L}$/u.test(written) || isSymbol(paragraph);
}

/** `o` and the like are bullets where they are set in a font of signs. */
function isSymbol(paragraph: HTMLElement): boolean {
  return [...paragraph.querySelectorAll('[style*="font"]')].some((it) =>
    /symbol|wingdings|courier|webdings/i.test(it.getAttribute('style') ?? ''),
  );
}

/** What kind of bullet or number an item has that follows one with `before`. */
function kindOf(written: string, before: string): string {
  if (OUTLINE_NUMBER.test(written)) return `outline ${written.split('.').filter(Boolean).length}`;
  if (!LETTER.test(written)) return written.replace(/\d+/, '1');
  const letters = written.replace(/[^\p{L}]/gu, '');
  const last = before.replace(/[^\p{L}]/gu, '');
  // `i`, `v` and `x` are letters where the one before them in the alphabet came before.
  const isNext = last.length === 1 && last.charCodeAt(0) + 1 === letters.charCodeAt(0);
  const isRoman =
    /^[ivxlcdm]+$/i.test(letters) && (letters.length > 1 || (/[ivx]/i.test(letters) && !isNext));
  return `${isRoman ? 'roman' : 'letter'} ${written.replace(/\p{Ll}+/u, 'a').replace(/\p{Lu}+/u, 'A')}`;
}

function numberOf(written: string): number | null {
  if (!NUMBER.test(written) && !OUTLINE_NUMBER.test(written) && !LETTER.test(written)) return null;
  // A list of letters or Roman numbers begins at 1: Markdown counts by numbers alone.
  return Number(/\d+(?=\D*$)/.exec(written)?.[0] ?? 1);
}

const UNITS: Record<string, number> = { pt: 1, px: 0.75, in: 72, cm: 28.35, mm: 2.835 };

/** The left margin in points, if it is written. */
function leftMargin(style: Map<string, string>): number | null {
  const all = style.get('margin')?.split(/\s+/) ?? [];
  const written = style.get('margin-left') ?? all[3] ?? all[1] ?? all[0] ?? '';
  const margin = parseFloat(written);
  return Number.isNaN(margin) ? null : Math.round(margin * (UNITS[/[a-z]+$/.exec(written)?.[0] ?? ''] ?? 1));
}

/** How deep each item lies: by Word's own level, else by its margin, else by the kinds of markers around it. */
function setDepths(run: Found[]): void {
  if (run.every(({ level }) => level !== null)) {
    for (const item of run) item.depth = item.level ?? 0;
    return;
  }
  const margins = run.map(({ margin }) => margin ?? MARGIN);
  if (new Set(margins).size > 1 || run.every(({ margin }) => margin)) {
    run.forEach((item, at) => (item.depth = margins[at] ?? 0));
    return;
  }
  const open: string[] = [];
  let before = '';
  for (const item of run) {
    const kind = kindOf(item.written, before);
    const known = open.indexOf(kind);
    if (known >= 0) open.length = known + 1;
    else open.push(kind);
    item.depth = open.length;
    before = item.written;
  }
}

/** Takes the first `length` characters out of the texts of `element`. */
function cutStart(element: HTMLElement, length: number): void {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = length;
  while (left > 0 && walker.nextNode()) {
    const text = walker.currentNode as Text;
    const cut = Math.min(left, text.length);
    text.deleteData(0, cut);
    left -= cut;
  }
}

function wordsOf(element: Element): string {
  return element.textContent.replace(/[\s\u00a0]+/g, '');
}

/** Word for the web writes each item as a list of its own, with the level beside it. */
function makeListsOfWordOnline(root: HTMLElement): void {
  const LEVEL = 'data-aria-level';
  for (const wrapper of root.querySelectorAll('.ListContainerWrapper'))
    wrapper.replaceWith(...wrapper.childNodes);
  const lists = [...root.querySelectorAll<HTMLElement>('ul, ol')].filter((list) =>
    list.querySelector(`:scope > li[${LEVEL}]`),
  );
  let run: Item[] = [];
  let last: Element | null = null;
  for (const list of lists) {
    if (!last || last.nextElementSibling !== list) {
      nest(run);
      run = [];
    }
    let number = Number(list.getAttribute('start') ?? 1);
    for (const item of [...list.children] as HTMLElement[]) {
      const isNumbered = list.localName === 'ol';
      list.before(item);
      run.push({
        element: item,
        depth: Number(item.getAttribute(LEVEL) ?? 1),
        number: isNumbered ? number++ : null,
        letter: null,
      });
    }
    last = list;
  }
  nest(run);
  for (const list of lists) list.remove();
}
