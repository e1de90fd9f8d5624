// The open conflicts, and the one whose page is shown.
import { desk, failureOf } from './desk';
import { folder } from './folder.svelte';
import { Latest } from './latest';
import { notes } from './notes.svelte';
import { Settling, type Made, type SettlingAction } from './settling.svelte';
import type { OpenedConflict, ConflictRow } from './wire';

/** A conflict whose page is shown. */
export interface OpenConflict {
  act: (action: SettlingAction) => void;
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
  #settlings = new Map<string, Settling>();

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
        () => desk.conflicts(),
        (rows) => {
          this.rows = rows ?? [];
          this.isRead = true;
        },
        (thrown) => notes.warn(failureOf(thrown).message),
      );
    } while (this.#again);
  }

  /** The settling of that conflict: one that was left goes on with what was chosen. */
  begin(page: OpenedConflict): Settling {
    const begun = this.#settlings.get(page.row.key);
    if (begun) {
      begun.renew(page);
      return begun;
    }
    const memory = memoryOf(page.row.key);
    const settling = new Settling(page, recalled(memory), memory);
    this.#settlings.set(page.row.key, settling);
    return settling;
  }

  /** Keeps what was made of a conflict: its words outlive the window. */
  keep(settling: Settling): void {
    const { key } = settling.page.row;
    if (this.#settlings.get(key) === settling) remember(settling);
  }

  /** It is settled: what was chosen is no longer needed. */
  end(settling: Settling): void {
    const { key } = settling.page.row;
    localStorage.removeItem(settling.memory);
    if (!folder.isOpen(settling.page.folder)) return;
    this.#settlings.delete(key);
    this.rows = this.rows.filter((row) => row.key !== key);
  }

  /** It was settled and is open again, with all that was chosen; where its folder is not open, when that is opened again. */
  again(settling: Settling): void {
    const { folder: number, row } = settling.page;
    const isHere = folder.isOpen(number);
    // What was chosen for it since stands.
    if (isHere && this.#settlings.has(row.key)) return;
    remember(settling);
    if (isHere) this.#settlings.set(row.key, settling);
  }

  /** Forgets what belongs to the folder that was open before. */
  leave(): void {
    this.rows = [];
    this.#settlings.clear();
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

function remember({ memory, made }: Settling): void {
  localStorage.setItem(memory, JSON.stringify(made));
}

/** Under what the settling of a conflict is kept: two folders may each have a draft of that number. */
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
