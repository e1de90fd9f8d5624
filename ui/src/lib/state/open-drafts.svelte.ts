// The drafts that are open in this window: a draft is closed only when each of its words is where it is safe.
import { m } from '$lib/paraglide/messages';
import { program } from '$lib/program/program';
import type { OpenedDraft } from '$lib/program/wire';

import { dialogs } from './dialogs.svelte';
import { DraftSession } from './draft-session.svelte';
import { folder } from './folder.svelte';
import { notes } from './notes.svelte';

/** A draft whose page is shown. */
export interface OpenDraft {
  session: DraftSession;
  question: string | null;
  /** Hands over to the session what has just been typed. */
  flush: () => void;
  /** Puts Markdown where the cursor is, as a paragraph of its own. */
  insert: (markdown: string) => void;
  /** Its quotes are others now. */
  quoted: () => void;
  /** Does what was chosen from the menu. */
  act: (action: DraftAction) => void;
  /** Has the program put another state of the draft in the place of this one, and shows it. Nothing can be typed meanwhile. */
  replaceBy: (asking: () => Promise<OpenedDraft>) => Promise<boolean>;
}

export type DraftAction =
  'save-version' | 'versions' | 'focus-mode' | 'typewriter' | 'find-replace' | 'preview' | 'sources';

/** Milliseconds after which the person is asked whether to close without an answer. */
const LONGEST_SETTLING = 8000;

export class OpenDrafts {
  /** The draft whose page is shown. */
  current: OpenDraft | null = $state.raw(null);
  /** Its title as it is being typed. */
  title = $state('');
  #sessions = new Set<DraftSession>();
  /** Folders that were open before, and may still get words from here. */
  #left = new Set<number>();
  #closing = false;

  /** Opens a draft. One that was left with words that are only in this window is brought to rest first. */
  async open(id: number): Promise<OpenedDraft> {
    const open = folder.window?.folder?.number;
    for (const session of [...this.#sessions].filter((session) => isAt(session, id, open)))
      if (!(await session.leave()))
        throw { code: 'internal', message: session.failure ?? m.words_only_here() };
    return program.openDraft(id);
  }

  /** Begins a session at a draft that has been opened. */
  begin(page: OpenedDraft): DraftSession {
    const session = new DraftSession(page);
    this.#sessions.add(session);
    void session.closed.then(() => {
      this.#sessions.delete(session);
      this.#letGo();
    });
    return session;
  }

  /** Another folder is open now. The program keeps the one before until it has every word for it. */
  leaveFolder(number: number): void {
    this.#left.add(number);
    this.#letGo();
  }

  #letGo(): void {
    const sessions = [...this.#sessions];
    for (const number of [...this.#left].filter((left) => sessions.every(({ folder }) => folder !== left))) {
      this.#left.delete(number);
      void program.letGoOfFolder(number).catch(() => undefined);
    }
  }

  /**
   * The program has every word of this window, or of one draft of a folder, else of the open one, and the files too where they
   * can be written. Gives a session whose words are only here.
   */
  async settle(id?: number, of = folder.window?.folder?.number): Promise<DraftSession | undefined> {
    this.current?.flush();
    const sessions = [...this.#sessions].filter((session) => id === undefined || isAt(session, id, of));
    await Promise.all(sessions.map((session) => session.save()));
    return sessions.find((session) => session.unsent);
  }

  /** Whoever types on while the window is to close types words like any other: they are sent, too, as long as they can be. */
  async #settleAll(): Promise<void> {
    for (let lost = await this.settle(); lost && lost.failure === null; lost = await this.settle());
  }

  /** The same before something is done to a draft, or to several: thrown where words are only here. */
  async bringToRest(id?: number, of?: number): Promise<void> {
    const session = await this.settle(id, of);
    if (session) throw { code: 'internal', message: session.failure ?? m.words_only_here() };
  }

  /** Ends a session, and warns where words could not be kept. */
  async leave(session: DraftSession): Promise<void> {
    const gone = await session.leave();
    if (!gone) notes.warn(m.not_kept_on_leaving({ reason: session.failure ?? '' }));
    // A conflict waits to be settled: it is shown in the left column, and on its page.
    else if (session.trouble && !session.outside)
      notes.warn(m.not_saved_on_leaving({ reason: session.trouble }));
  }

  /** Adds Markdown at the end of a draft whose page is not shown. False where it cannot be written in now. */
  async append(id: number, markdown: string): Promise<boolean> {
    const page = await this.open(id);
    const session = this.begin(page);
    const { body, recovery, readOnly } = page;
    const fits = !recovery && !readOnly;
    if (fits) session.change([[body.length, body.length, `${gapAfter(body)}${markdown.trim()}\n`]]);
    await this.leave(session);
    return fits;
  }

  /** The window is to close: sends everything, and lets it, unless words would be lost and the person would rather stay. */
  async close(): Promise<void> {
    // From here on the program waits for this page alone.
    await program.closingHeard().catch(() => undefined);
    if (this.#closing) return;
    this.#closing = true;
    try {
      // A program that does not answer is not waited for: the person is asked.
      await Promise.race([this.#settleAll(), later(LONGEST_SETTLING)]);
      const lost = [...this.#sessions].find((session) => session.unsent);
      const goes =
        !lost ||
        (await dialogs.ask({
          title: m.close_title(),
          text: m.close_with_words({ reason: lost.failure ?? '' }),
          yes: m.close_anyway(),
        }));
      if (goes) await program.readyToClose();
    } catch (thrown) {
      notes.fail(thrown);
    } finally {
      this.#closing = false;
    }
  }
}

function isAt(session: DraftSession, id: number, number: number | undefined): boolean {
  return session.id === id && session.folder === number;
}

function later(milliseconds: number): Promise<void> {
  return new Promise((keep) => setTimeout(keep, milliseconds));
}

/** What must come between a text and a new paragraph. */
function gapAfter(text: string): string {
  if (text.trim() === '') return '';
  return text.endsWith('\n\n') ? '' : text.endsWith('\n') ? '\n' : '\n\n';
}

export const openDrafts = new OpenDrafts();
