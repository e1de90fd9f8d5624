// What the window knows besides the page: the open folder, its left column, how far the reading has come, the looks.
import { m } from '$lib/paraglide/messages';
import { program, failureOf } from '$lib/program/program';
import type { FolderStatus, Library, Progress, Theme, WindowState, WireError } from '$lib/program/wire';

import { dialogs } from './dialogs.svelte';
import { Latest } from './latest';
import { attempt, notes } from './notes.svelte';

/** Milliseconds that a reading must last to be worth showing. */
const LASTING = 500;

export class Folder {
  /** Nothing before the program's first answer. */
  window: WindowState | null = $state.raw(null);
  library: Library | null = $state.raw(null);
  status: FolderStatus | null = $state.raw(null);
  /** How far a reading of many files has come, once it lasts. */
  progress: Progress | null = $state.raw(null);
  /** Less than the whole folder has been read: no count is the last word. */
  partial = $state(false);
  /** Why the program does not answer at all. */
  failure: WireError | null = $state.raw(null);
  /** When the folder and its mirror were last known to be equal. */
  upToDateAt: Date | null = $state.raw(null);
  #latest = new Latest();
  /** How often a status was heard. */
  #heard = 0;
  /** The newest progress of a reading that was heard, shown or not. */
  #newest: Progress | null = $state.raw(null);
  #lasting: ReturnType<typeof setTimeout> | undefined;

  /** The folder's name for people; the program's where none is open. */
  get title(): string {
    // Before the folder's settings are read, only the window knows a name for it.
    return this.library?.title || this.window?.folder?.title || m.app_name();
  }

  /** Whether the folder of that number is the one that is open. */
  isOpen(number: number): boolean {
    return this.window?.folder?.number === number;
  }

  /** What is not here may still come: nothing may be said to be missing. */
  get unfinished(): boolean {
    return this.partial || this.#newest !== null || this.status?.kind === 'working';
  }

  /** Takes the window's state from the program. */
  take(window: WindowState): void {
    if (window.folder?.place !== this.window?.folder?.place) {
      this.partial = false;
      this.takeProgress(null);
    }
    this.window = window;
    this.failure = null;
    this.#standAs(window.folder?.status ?? null);
    // Another look is no new comparison: only the program knows of that.
    if (this.status?.kind !== 'up-to-date') this.upToDateAt = null;
    else this.upToDateAt ??= new Date();
    if (window.trouble) notes.warn(window.trouble.message);
    if (window.whose) dialogs.whose = window.whose;
    if (!window.folder) this.library = null;
    applyLooks(window.theme, window.textSize);
  }

  /** Takes the folder's status from the program. */
  takeStatus(status: FolderStatus): void {
    this.#heard += 1;
    this.#turn(status);
  }

  /** Takes how far a reading has come; null when it is over. One that is soon over is never shown. */
  takeProgress(progress: Progress | null): void {
    this.#newest = progress;
    if (!progress) {
      clearTimeout(this.#lasting);
      this.#lasting = undefined;
      this.progress = null;
    } else if (this.progress) {
      this.progress = progress;
    } else {
      this.#lasting ??= setTimeout(() => {
        this.progress = this.#newest;
        this.partial = true;
      }, LASTING);
    }
  }

  /** Stops the reading that is on its way. */
  stop(): Promise<unknown> {
    return attempt(program.stopReading);
  }

  /** Goes on with the reading that was stopped. */
  goOn(): Promise<unknown> {
    return attempt(program.goOnReading);
  }

  /** Has the whole folder looked at now. */
  lookAgain(): Promise<unknown> {
    return attempt(program.lookAgain);
  }

  async start(): Promise<void> {
    try {
      await this.#takeAnswer(program.windowState());
      await this.readLibrary();
    } catch (thrown) {
      this.failure = failureOf(thrown);
    }
  }

  async readLibrary(): Promise<void> {
    if (!this.window?.folder) return;
    await this.#latest.ask(
      () => program.library(),
      (library) => (this.library = library),
      (thrown) => notes.fail(thrown),
    );
  }

  /** Does what changes the folder or the looks, and takes the answer. */
  async change(doing: () => Promise<WindowState | null>): Promise<void> {
    await attempt(() => this.#takeAnswer(doing()));
  }

  /** A status that was heard while the answer was on its way is newer than the one in it. */
  async #takeAnswer(answer: Promise<WindowState | null>): Promise<void> {
    const before = this.#heard;
    const window = await answer;
    const { status } = this;
    if (!window) return;
    this.take(window);
    if (window.folder && this.#heard !== before) this.#turn(status);
  }

  #turn(status: FolderStatus | null): void {
    this.#standAs(status);
    if (status?.kind === 'up-to-date') this.upToDateAt = new Date();
  }

  #standAs(status: FolderStatus | null): void {
    this.status = status;
    if (status?.kind === 'stopped') this.partial = true;
    // A folder that has gone in the midst of its reading is still not read to its end.
    const isRead = ['up-to-date', 'polling', 'read-only'].includes(status?.kind ?? '');
    if (isRead) this.partial = false;
  }
}

function applyLooks(theme: Theme, textSize: number): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  root.style.setProperty('--text-scale', String(textSize / 100));
}

export const folder = new Folder();
