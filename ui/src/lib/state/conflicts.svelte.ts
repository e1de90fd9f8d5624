// The open conflicts, and the one whose page is shown.
import { program } from '$lib/program/program';
import type { OpenedConflict, ConflictRow } from '$lib/program/wire';

import { ConflictChoices, type Made, type ConflictAction } from './conflict-choices.svelte';
import { folder } from './folder.svelte';
import { Latest } from './latest';
import { notes } from './notes.svelte';

/** A conflict whose page is shown. */
export interface OpenConflict {
  act: (action: ConflictAction) => void;
  step: (by: 1 | -1) => void;
  /** A key that is pressed there belongs to the words that are being written. */
  isWriting: (target: Element | null) => boolean;
}

export class Conflicts {
  rows: ConflictRow[] = $state.raw([]);
  /** They are known: what is not among them is settled, or never was one. */
  isRead = $state(false);
  /** The conflict whose page is shown. */
  current: OpenConflict | null = $state.raw(null);
  #latest = new Latest();
  #reading: Promise<void> | null = null;
  #again = false;
  #choices = new Map<string, ConflictChoices>();

  /** Asks which there are. Where that is asked already, it is asked once more afterwards: it reads files. */
  read(): Promise<void> {
    this.#again = this.#reading !== null;
    this.#reading ??= this.#read().finally(() => (this.#reading = null));
    return this.#reading;
  }

  async #read(): Promise<void> {
    do {
      this.#again = false;
      await this.#latest.ask(
        () => program.conflicts(),
        (rows) => {
          this.rows = rows ?? [];
          this.isRead = true;
        },
        (thrown) => notes.fail(thrown),
      );
    } while (this.#again);
  }

  /** What was chosen for that conflict: one that was left goes on with it. */
  begin(page: OpenedConflict): ConflictChoices {
    const begun = this.#choices.get(page.row.key);
    if (begun) {
      begun.renew(page);
      return begun;
    }
    const memory = memoryOf(page.row.key);
    const choices = new ConflictChoices(page, recalled(memory), memory);
    this.#choices.set(page.row.key, choices);
    return choices;
  }

  /** Keeps what was made of a conflict: its words outlive the window. */
  keep(choices: ConflictChoices): void {
    const { key } = choices.page.row;
    if (this.#choices.get(key) === choices) remember(choices);
  }

  /** It is settled: what was chosen is no longer needed. */
  end(choices: ConflictChoices): void {
    const { key } = choices.page.row;
    localStorage.removeItem(choices.memory);
    if (!folder.isOpen(choices.page.folder)) return;
    this.#choices.delete(key);
    this.rows = this.rows.filter((row) => row.key !== key);
  }

  /** It was settled and is open again, with all that was chosen; where its folder is not open, when that is opened again. */
  again(choices: ConflictChoices): void {
    const { folder: number, row } = choices.page;
    const isHere = folder.isOpen(number);
    // What was chosen for it since is kept.
    if (isHere && this.#choices.has(row.key)) return;
    remember(choices);
    if (isHere) this.#choices.set(row.key, choices);
  }

  /** Forgets what belongs to the folder that was open before. */
  leave(): void {
    this.rows = [];
    this.#choices.clear();
  }

  /** The conflicts of that document of the folder, or in which it is the second text. */
  of(path: string): ConflictRow[] {
    return this.rows.filter(({ target, copy }) => target?.path === path || copy === path);
  }

  /** The conflict of that draft with its file. */
  ofDraft(id: number): ConflictRow | undefined {
    return this.rows.find(({ draft }) => draft === id);
  }
}

function remember({ memory, made }: ConflictChoices): void {
  localStorage.setItem(memory, JSON.stringify(made));
}

/** The key under which the choices for a conflict are kept: two folders may each have a draft of that number. */
function memoryOf(key: string): string {
  return `arguendo-settling ${folder.window?.folder?.place ?? ''} ${key}`;
}

/** What was made of that conflict before, in this window or an earlier one. */
function recalled(memory: string): Made | undefined {
  try {
    return (JSON.parse(localStorage.getItem(memory) ?? 'null') as Made | null) ?? undefined;
  } catch {
    // What cannot be read is as good as nothing kept.
    return undefined;
  }
}

export const conflicts = new Conflicts();
