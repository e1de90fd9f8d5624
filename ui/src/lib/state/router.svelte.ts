// The history of the main pane: where the person is, back and forward, and how far each page was scrolled.
import { linksTo } from '$lib/dom/elements';

import { pane } from './pane.svelte';
import { addressOf, routeFrom, type Route } from './routes';

/** One entry of the history. */
export interface Place {
  key: string;
  index: number;
  route: Route;
  /** It took the place of another, and the entry before shows the same: back passes both. */
  twin?: boolean;
}

interface Kept {
  top: number;
  /** The address of the link that had the focus. */
  focus: string | null;
}

/** What outlives a reload of the page. */
interface Memory {
  last: number;
  floor: number;
  kept: [string, Kept][];
  addresses: string[];
}

const MEMORY = 'arguendo-places';

export class Router {
  /** Where the person is. */
  place: Place = $state.raw({ key: '', index: 0, route: { kind: 'library' } });
  #last = $state(0);
  /** The first entry of the open folder: what lies before it belongs to another. */
  #floor = $state(0);
  #kept = new Map<string, Kept>();
  /** What each entry shows. */
  #addresses: string[] = [];

  get canGoBack(): boolean {
    return this.#before >= this.#floor;
  }

  /** Where back leads. */
  get #before(): number {
    return this.place.index - (this.place.twin ? 2 : 1);
  }

  get canGoForward(): boolean {
    return this.place.index < this.#last;
  }

  /** Takes up the address of the window. Returns what ends it. */
  start(): () => void {
    history.scrollRestoration = 'manual';
    this.#recall();
    this.#takeUp();
    const arrived = () => {
      this.#remember();
      this.#takeUp();
    };
    const leave = () => this.#store();
    addEventListener('popstate', arrived);
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('popstate', arrived);
      removeEventListener('pagehide', leave);
    };
  }

  /** Goes to `route`. With `replace`, the entry there is now is given up, as when typing a query. */
  go(route: Route, { replace = false } = {}): void {
    this.#remember();
    const index = replace ? this.place.index : this.place.index + 1;
    this.#enter({ key: newKey(), index, route }, replace);
  }

  /** A jump inside the page that is shown, by `move`: going back returns to where it was made. */
  jump(move: () => void): void {
    this.go(this.place.route);
    move();
    // The new place is where the jump led, not the top of the page.
    this.#remember();
  }

  /** Starts anew at the library, as when another folder is opened. */
  restart(): void {
    this.go({ kind: 'library' });
    this.#floor = this.place.index;
  }

  back(): void {
    if (this.canGoBack) history.go(this.#before - this.place.index);
  }

  forward(): void {
    if (this.canGoForward) history.forward();
  }

  /** Scrolls and focuses as it was when this place was last left. A new place starts at its top. */
  restore(): void {
    const kept = this.#kept.get(this.place.key);
    if (!pane.element) return;
    pane.element.scrollTop = kept?.top ?? 0;
    if (!kept?.focus) return;
    linksTo(pane.element, kept.focus)[0]?.focus({ preventScroll: true });
  }

  #enter({ key, index, route }: Place, replace: boolean): void {
    const address = addressOf(route);
    const twin = replace && this.#addresses[index - 1] === address;
    const state = { key, index, twin };
    this.#addresses[index] = address;
    if (replace) history.replaceState(state, '', address);
    else history.pushState(state, '', address);
    if (!replace) this.#last = index;
    this.place = { ...state, route };
  }

  #takeUp(): void {
    const state: unknown = history.state;
    const route = routeFrom(location.hash);
    if (isEntry(state)) {
      this.#last = Math.max(this.#last, state.index);
      this.#addresses[state.index] = addressOf(route);
      this.place = { ...state, route };
    } else {
      this.#enter({ key: newKey(), index: this.place.index, route }, true);
    }
  }

  #remember(): void {
    if (!pane.element) return;
    const focused = document.activeElement;
    const inside = focused instanceof HTMLAnchorElement && pane.element.contains(focused);
    const focus = inside ? focused.getAttribute('href') : null;
    this.#kept.set(this.place.key, { top: pane.element.scrollTop, focus });
  }

  #store(): void {
    this.#remember();
    const memory: Memory = {
      last: this.#last,
      floor: this.#floor,
      kept: [...this.#kept],
      addresses: this.#addresses,
    };
    sessionStorage.setItem(MEMORY, JSON.stringify(memory));
  }

  #recall(): void {
    const text = sessionStorage.getItem(MEMORY);
    if (!text || !isEntry(history.state)) return;
    const memory = JSON.parse(text) as Memory;
    this.#last = memory.last;
    this.#floor = memory.floor;
    this.#kept = new Map(memory.kept);
    this.#addresses = memory.addresses;
  }
}

function newKey(): string {
  return crypto.randomUUID();
}

function isEntry(state: unknown): state is { key: string; index: number; twin?: boolean } {
  return typeof state === 'object' && state !== null && 'key' in state && 'index' in state;
}

export const router = new Router();
