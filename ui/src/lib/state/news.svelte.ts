// What is unread in the open folder. The program notices; here it is shown, and marked.
import { program } from '$lib/program/program';
import type { Unread } from '$lib/program/wire';

import { Latest } from './latest';
import { attempt, notes } from './notes.svelte';

export class News {
  /** All that is unread. */
  rows: Unread[] = $state.raw([]);
  /** When the visit before this one ended; null in the first. */
  since: number | null = $state.raw(null);
  /** How much has happened since then. */
  fresh = $state(0);
  /** The list at the start was closed. */
  closed = $state(false);
  #latest = new Latest();
  #byPath = $derived(new Map(this.rows.map((row) => [row.path, row])));
  #responses = $derived.by(() => {
    const counts = new Map<string, number>();
    for (const row of this.rows) {
      for (const question of row.questions) counts.set(question, (counts.get(question) ?? 0) + 1);
    }
    return counts;
  });

  async read(): Promise<void> {
    await this.#latest.ask(
      () => program.news(),
      (news) => {
        this.rows = news?.unread ?? [];
        this.since = news?.since ?? null;
        this.fresh = news?.fresh ?? 0;
      },
      (thrown) => notes.fail(thrown),
    );
  }

  /** Forgets what belongs to the folder that was open before. */
  leave(): void {
    this.rows = [];
    this.since = null;
    this.fresh = 0;
    this.closed = false;
  }

  /** Why that document is unread; nothing where it is read. */
  of(path: string): Unread | undefined {
    return this.#byPath.get(path);
  }

  /** How many responses of that question are unread. */
  responsesOf(question: string): number {
    return this.#responses.get(question) ?? 0;
  }

  /** The document at `path` is read: it said `wording` while it was on the screen, or is marked by hand (null). */
  async markRead(path: string, wording: string | null): Promise<void> {
    await attempt(async () => {
      if (!(await program.markRead(path, wording))) return;
      this.rows = this.rows.filter((row) => row.path !== path);
    });
  }

  async markUnread(path: string): Promise<void> {
    await attempt(() => program.markUnread(path));
  }
}

export const news = new News();
