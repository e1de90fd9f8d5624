// Short notes at the foot of the window. A plain one goes by itself; a warning stays until it is dismissed. All are
// kept under Help ▸ Activity.
import { desk } from './desk';

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
}

/** How long a plain note stays, in milliseconds. */
const STAY = 6000;
/** How long a note stays that can be acted on. */
const STAY_TO_ACT = 20_000;

export class Notes {
  shown: Note[] = $state.raw([]);
  #next = 0;

  /** Something went as it should. */
  tell(text: string, action: NoteAction | null = null): void {
    const note = this.#add(text, false, action);
    setTimeout(() => this.dismiss(note.id), action ? STAY_TO_ACT : STAY);
  }

  /** Something could not be done. */
  warn(text: string): void {
    this.#add(text, true);
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter((note) => note.id !== id);
  }

  /** Takes away what can be acted on: it was about the folder that was open before. */
  leave(): void {
    this.shown = this.shown.filter((note) => !note.action);
  }

  #add(text: string, warning: boolean, action: NoteAction | null = null): Note {
    const note = { id: this.#next++, text, warning, action };
    this.shown = [...this.shown.filter((other) => other.text !== text), note];
    // Where the program does not answer, the note itself is what there is to read.
    desk.keepNote(text, warning).catch(() => undefined);
    return note;
  }
}

export const notes = new Notes();
