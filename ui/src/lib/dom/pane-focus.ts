// Moves the focus: from pane to pane, and from one card or result to the next.

const PANE = '[data-pane]';
/** Where the keyboard goes on in a pane: in the text that is written, at the chosen tab or row, else at the first control. */
const STARTS = [
  '[contenteditable="true"]',
  '[aria-selected="true"], a[aria-current]',
  'input, textarea, button, a, [tabindex="0"]',
];
const STEP = '[data-step]';
/** What a webview rings at the focus only where the last thing done was done by key. */
const PRESSED = 'a, button';

/** Focuses the pane after (1) or before (-1) the one that has the focus. */
export function focusPane(by: 1 | -1): void {
  // A pane that is made of panes is no stop of its own.
  const panes = [...document.querySelectorAll<HTMLElement>(PANE)].filter(
    (pane) => isShown(pane) && !pane.querySelector(PANE),
  );
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(Math.max(at, by === 1 ? -1 : 0) + by + panes.length) % panes.length];
  const inside = next?.matches('main') ? next : next && startOf(next);
  inside?.focus();
  if (inside?.matches(PRESSED)) choose(inside);
}

/** Focuses the card or result after (1) or before (-1) the focused one in `pane`. False where there is none. */
export function step(pane: HTMLElement, by: 1 | -1): boolean {
  const links = [...pane.querySelectorAll<HTMLElement>(STEP)];
  const at = links.findIndex((link) => link === document.activeElement);
  const next = at === -1 ? firstBelow(pane, links, by) : links[at + by];
  if (!next) return false;
  next.focus({ preventScroll: true });
  choose(next);
  (next.closest('[data-anchor]') ?? next).scrollIntoView({ block: 'nearest' });
  return true;
}

/** Shows that it is chosen for as long as it has the focus: after a click, a webview draws no ring around what a key has focused. */
function choose(link: HTMLElement): void {
  link.dataset.chosen = '';
  link.addEventListener('blur', () => delete link.dataset.chosen, { once: true });
}

function startOf(pane: HTMLElement): HTMLElement | undefined {
  for (const start of STARTS) {
    const found = [...pane.querySelectorAll<HTMLElement>(start)].find(isShown);
    if (found) return found;
  }
  return undefined;
}

function firstBelow(pane: HTMLElement, links: HTMLElement[], by: 1 | -1): HTMLElement | undefined {
  const top = pane.getBoundingClientRect().top;
  const below = links.findIndex((link) => link.getBoundingClientRect().top >= top);
  return by === 1 ? links[below] : links[(below === -1 ? links.length : below) - 1];
}

function isShown(element: HTMLElement): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

/** Whether the keyboard is at nothing: at the page as a whole. */
export function hasNoFocus(): boolean {
  const { activeElement: at } = document;
  return !at || at === document.body || at.matches('main');
}
