// The search field: what is typed there becomes the address of the search page, so that going back finds it again.
import { router } from './router.svelte';
import type { Route } from './routes';

/** Milliseconds without a key before the folder is searched. */
const PAUSE = 120;

export class SearchField {
  text = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The person has typed. */
  type(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.go(), PAUSE);
  }

  /** Searches without waiting. */
  go(): void {
    clearTimeout(this.#timer);
    const replace = router.place.route.kind === 'search';
    router.go({ kind: 'search', query: this.text.trim() }, { replace });
  }

  /** Nothing is to be searched. */
  clear(): void {
    clearTimeout(this.#timer);
    this.text = '';
  }

  /** The person has gone somewhere: the field shows the query that is searched there, or nothing. */
  follow(route: Route): void {
    if (route.kind !== 'search') {
      this.clear();
    } else if (route.query !== this.text.trim()) {
      clearTimeout(this.#timer);
      this.text = route.query;
    }
  }
}

export const searchField = new SearchField();
