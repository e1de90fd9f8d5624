// The person's drafts, those that others share with the group, and who they write as.
import { m } from '$lib/paraglide/messages';
import { program } from '$lib/program/program';
import type { DraftRow, GroupDraft, Person, WritingAs } from '$lib/program/wire';

import { Latest } from './latest';
import { notes } from './notes.svelte';

export class Drafts {
  /** The latest first. */
  rows: DraftRow[] = $state.raw([]);
  /** Who signs; null before that is known. */
  as: WritingAs | null = $state.raw(null);
  /** Those that others share with the group, the latest first. */
  group: GroupDraft[] = $state.raw([]);
  #latest = new Latest();
  #latestOfGroup = new Latest();

  async read(): Promise<void> {
    await this.#latest.ask(
      () => program.drafts(),
      (rows) => (this.rows = rows ?? []),
      (thrown) => notes.fail(thrown),
    );
  }

  async readGroup(): Promise<void> {
    await this.#latestOfGroup.ask(
      () => program.groupDrafts(),
      (rows) => (this.group = rows ?? []),
      (thrown) => notes.fail(thrown),
    );
  }

  /** Those that the person has begun, or was given alone: the others are the group's. */
  get own(): DraftRow[] {
    return this.rows.filter((row) => !row.fromGroup);
  }

  /** That draft is saved, and this is what its row shows now. */
  follow(id: number, title: string, words: number): void {
    this.rows = this.rows.map((row) => (row.id === id ? { ...row, title, words } : row));
  }

  async readPerson(): Promise<void> {
    try {
      this.as = await program.writingAs();
    } catch (thrown) {
      notes.fail(thrown);
    }
  }

  /** Forgets what belongs to the folder that was open before. */
  leave(): void {
    this.rows = [];
    this.group = [];
    this.as = null;
  }

  /** Drafts that answer that question, the latest first. */
  answering(question: string): DraftRow[] {
    return this.own.filter((row) => row.question?.path === question);
  }

  /** Drafts of the group that answer that question, the latest first. */
  ofGroupAnswering(question: string): GroupDraft[] {
    return this.group.filter((row) => row.question?.path === question);
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

/** Who sees a draft: of a new version of what everybody can read, that it is one. */
export function placeOfDraft({ place, revises }: DraftRow): string {
  if (place === 'shared') return m.draft_shared_place();
  return revises ? m.draft_of_published() : m.draft_private();
}

function slugOf(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(/\.[^.]+$/, '');
}

export const drafts = new Drafts();
