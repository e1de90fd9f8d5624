// Keeps what a person is reading where it is on the screen while the text around it changes.

/** What can be recognised again: the blocks of a text, and the cards and rows of a list. */
const BLOCKS = 'h1, h2, h3, h4, h5, h6, p, li, blockquote, pre, table, figure, dt, dd, [data-anchor]';
/** How many blocks below the first visible one are remembered, in case that one itself changes. */
const SPARE = 8;

interface Mark {
  element: Element;
  name: string;
  /** Which of the blocks of that name it is. */
  nth: number;
  /** Pixels from the top of the pane. */
  top: number;
}

/** Notes what is at the top of `pane`, or in it is being written and settled. The returned function, called after the change, puts it back there. */
export function holdPlace(pane: HTMLElement): () => void {
  const before = pane.scrollTop;
  const marks = [...partAtHand(pane), ...(before > 0 ? visibleMarks(pane) : [])];
  return () => {
    pane.scrollTop = before;
    for (const mark of marks) {
      const element =
        mark.element.isConnected && nameOf(mark.element) === mark.name ? mark.element : again(pane, mark);
      if (!element) continue;
      pane.scrollTop = before + distance(pane, element) - mark.top;
      return;
    }
  };
}

/** The part of a conflict that has the keyboard, if it is in sight. */
function partAtHand(pane: HTMLElement): Mark[] {
  const element = document.activeElement?.closest('[data-part]');
  if (!element || !pane.contains(element)) return [];
  const box = element.getBoundingClientRect();
  const { top, bottom } = pane.getBoundingClientRect();
  if (box.bottom <= top || box.top >= bottom) return [];
  const name = nameOf(element);
  const nth = blocksOf(pane)
    .filter((block) => nameOf(block) === name)
    .indexOf(element);
  return [{ element, name, nth, top: distance(pane, element) }];
}

function visibleMarks(pane: HTMLElement): Mark[] {
  const seen = new Map<string, number>();
  const marks: Mark[] = [];
  for (const element of blocksOf(pane)) {
    const name = nameOf(element);
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    const box = element.getBoundingClientRect();
    if (box.height === 0 || box.bottom <= pane.getBoundingClientRect().top) continue;
    marks.push({ element, name, nth, top: distance(pane, element) });
    if (marks.length > SPARE) break;
  }
  return marks;
}

function again(pane: HTMLElement, mark: Mark): Element | undefined {
  const same = blocksOf(pane).filter((element) => nameOf(element) === mark.name);
  return same[mark.nth] ?? same.at(-1);
}

/** Not those of a list of contents, which stays in view wherever the text is. */
function blocksOf(pane: HTMLElement): Element[] {
  return [...pane.querySelectorAll(BLOCKS)].filter((element) => !element.closest('nav'));
}

function distance(pane: HTMLElement, element: Element): number {
  return element.getBoundingClientRect().top - pane.getBoundingClientRect().top;
}

function nameOf(element: Element): string {
  const anchor = element.getAttribute('data-anchor');
  return anchor ? `@${anchor}` : `${element.tagName} ${element.textContent.trim()}`;
}
