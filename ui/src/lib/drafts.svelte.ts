// The person's drafts, and who they write as.
import { desk, failureOf } from './desk';
import { Latest } from './latest';
import { notes } from './notes.svelte';
import type { DraftRow, Person, WritingAs } from './wire';

export class Drafts {
  /** The latest first. */
  rows: DraftRow[] = $state.raw([]);
  /** Who signs; null before that is known. */
  as: WritingAs | null = $state.raw(null);
  #latest = new Latest();

  async read(): Promise<void> {
    await this.#latest.ask(
      () => desk.drafts(),
      (rows) => (this.rows = [...(rows ?? [])].sort((one, other) => other.changed - one.changed)),
      (thrown) => notes.warn(failureOf(thrown).message),
    );
  }

  /** That draft is saved, and this is what its row shows now. */
  follow(id: number, title: string, words: number): void {
    this.rows = this.rows.map((row) => (row.id === id ? { ...row, title, words } : row));
  }

  async readPerson(): Promise<void> {
    try {
      this.as = await desk.writingAs();
    } catch (thrown) {
      notes.warn(failureOf(thrown).message);
    }
  }

  /** Forgets what belongs to the folder that was open before. */
  leave(): void {
    this.rows = [];
    this.as = null;
  }

  /** Drafts that answer that question, the latest first. */
  answering(question: string): DraftRow[] {
    return this.rows.filter((row) => row.question?.path === question);
  }

  /** The draft that is a new version of that response. */
  revising(response: string): DraftRow | undefined {
    return this.rows.find((row) => row.revises?.path === response);
  }

  /** The person that writes here is among them. */
  isOneOf(people: Person[]): boolean {
    const { as } = this;
    if (!as) return false;
    return people.some(({ path }) => path !== null && (path === as.person.path || slugOf(path) === as.slug));
  }
}

function slugOf(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(/\.[^.]+$/, '');
}

export const drafts = new Drafts();
