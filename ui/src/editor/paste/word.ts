// Makes lists of the paragraphs by which Word shows lists.
import { styleOf } from './styles';

interface Item {
  paragraph: HTMLElement;
  level: number;
  /** The number it begins with, or null for a bullet. */
  number: number | null;
}

const BULLETS = /^[^\p{L}\p{N}(]/u;
/** Word writes `o` in Courier New for the bullets of the second level. */
const ROUND_BULLET = 'o';

/** Replaces each run of `mso-list` paragraphs by lists, nested as their levels say. */
export function makeWordLists(root: HTMLElement): void {
  let run: Item[] = [];
  for (const paragraph of [...root.querySelectorAll<HTMLElement>('p[style*="mso-list"]')]) {
    const item = itemOf(paragraph);
    if (!item) continue;
    const last = run.at(-1)?.paragraph;
    if (last && last.nextElementSibling !== paragraph) {
      replaceRun(run);
      run = [];
    }
    run.push(item);
  }
  replaceRun(run);
}

function itemOf(paragraph: HTMLElement): Item | null {
  if (/^h[1-6]$/i.test(paragraph.localName)) return null;
  const level = /\blevel([1-9])\b/.exec(styleOf(paragraph).get('mso-list') ?? '')?.[1];
  if (!level) return null;
  const marker = [...paragraph.querySelectorAll<HTMLElement>('span[style*="mso-list"]')].find((span) =>
    /^ignore$/.test(styleOf(span).get('mso-list') ?? ''),
  );
  const written = marker?.textContent.replace(/[\s\u00a0]+/g, '') ?? '';
  marker?.remove();
  return { paragraph, level: Number(level), number: numberOf(written) };
}

function numberOf(written: string): number | null {
  if (written === '' || written === ROUND_BULLET || BULLETS.test(written)) return null;
  // Letters and Roman numbers become numbers: Markdown has no others.
  return Number(/[0-9]+(?=[^0-9]*$)/.exec(written)?.[0] ?? 1);
}

function replaceRun(run: Item[]): void {
  const first = run[0]?.paragraph;
  if (!first) return;
  const document = first.ownerDocument;
  const open: { list: HTMLElement; level: number }[] = [];
  for (const { paragraph, level, number } of run) {
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > level) open.pop();
    let list = open.at(-1)?.level === level ? open.at(-1)?.list : undefined;
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
      open.push({ list, level });
    }
    const item = document.createElement('li');
    item.append(...paragraph.childNodes);
    list.append(item);
  }
  for (const { paragraph } of run) paragraph.remove();
}
