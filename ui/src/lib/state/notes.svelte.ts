// Short notes at the foot of the window. A plain one goes by itself; a warning stays until it is dismissed. All are
// kept under Help ▸ Activity.
import { failureOf, program } from '$lib/program/program';

/** What a person can do about what a note says. */
export interface NoteAction {
  label: string;
  act: () => void;
}

export interface Note {
  id: number;
  text: string;
  warning: boolean;
  action: NoteAction | null;
  /** The texts that it speaks of, by whatever names them. */
  about: readonly string[];
}

/** How long a plain note stays, in milliseconds. */
const STAY = 6000;
/** How long a note stays that can be acted on. */
const STAY_TO_ACT = 20_000;

export class Notes {
  shown: Note[] = $state.raw([]);
  #next = 0;

  /**
   * Something went as it should. What was said before about the same text is out of date then: a warning, and a way to take back what
   * was done before this.
   */
  tell(text: string, action: NoteAction | null = null, about: readonly string[] = []): void {
    this.shown = this.shown.filter(
      (other) => !(other.warning || other.action) || !other.about.some((it) => about.includes(it)),
    );
    const note = this.#add(text, false, action, about);
    setTimeout(() => this.dismiss(note.id), action ? STAY_TO_ACT : STAY);
  }

  /** Something that is said at the moment, and that nobody looks for later. */
  mention(text: string): void {
    const note = this.#show(text, false, null, []);
    setTimeout(() => this.dismiss(note.id), STAY);
  }

  /** Something could not be done. */
  warn(text: string, about: readonly string[] = []): void {
    this.#add(text, true, null, about);
  }

  /** Something was thrown: says why. */
  fail(thrown: unknown, about: readonly string[] = []): void {
    this.warn(failureOf(thrown).message, about);
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter((note) => note.id !== id);
  }

  /** Takes away what can be acted on: it was about the folder that was open before. */
  leave(): void {
    this.shown = this.shown.filter((note) => !note.action);
  }

  #show(text: string, warning: boolean, action: NoteAction | null, about: readonly string[]): Note {
    const note = { id: this.#next++, text, warning, action, about };
    this.shown = [...this.shown.filter((other) => other.text !== text), note];
    return note;
  }

  #add(text: string, warning: boolean, action: NoteAction | null, about: readonly string[]): Note {
    const note = this.#show(text, warning, action, about);
    // Where the program does not answer, the note itself is what there is to read.
    program.keepNote(text, warning).catch(() => undefined);
    return note;
  }
}

/** What names a draft in what notes are about; documents of the folder are named by their paths. */
export function aboutDraft(id: number): string {
  return `draft ${id}`;
}

export const notes = new Notes();

/** Does `doing`; where that fails, a note says why, and the answer is undefined. */
export async function attempt<T>(
  doing: () => Promise<T>,
  about: readonly string[] = [],
): Promise<T | undefined> {
  try {
    return await doing();
  } catch (thrown) {
    notes.fail(thrown, about);
    return undefined;
  }
}
