// The drafts that are open in this window: a draft is closed only when each of its words is where it is safe.
import { desk, failureOf } from './desk';
import { dialogs } from './dialogs.svelte';
import { notes } from './notes.svelte';
import { m } from './paraglide/messages';
import { Sitting } from './sitting.svelte';
import type { DraftPage } from './wire';

/** A draft whose page is shown. */
export interface OpenDraft {
  sitting: Sitting;
  question: string | null;
  /** Puts Markdown where the cursor is, as a paragraph of its own. */
  insert: (markdown: string) => void;
  /** Its quotes are others now. */
  quoted: () => void;
  /** Does what was chosen from the menu. */
  act: (action: DraftAction) => void;
}

export type DraftAction =
  'save-version' | 'versions' | 'focus-mode' | 'typewriter' | 'find-replace' | 'preview' | 'sources';

export class Drafting {
  /** The draft whose page is shown. */
  current: OpenDraft | null = $state.raw(null);
  #sittings = new Map<number, Sitting>();

  /** Opens a draft. One that was left with words that are only in this window is brought to rest first. */
  async open(id: number): Promise<DraftPage> {
    const left = this.#sittings.get(id);
    if (left && !(await left.leave()))
      throw { code: 'internal', message: left.failure ?? m.words_only_here() };
    return desk.openDraft(id);
  }

  /** Begins a sitting at a draft that has been opened. */
  begin(page: DraftPage): Sitting {
    const sitting = new Sitting(page.row.id, page.sequence);
    this.#sittings.set(page.row.id, sitting);
    return sitting;
  }

  /** Ends a sitting, and tells where words could not be kept. */
  async leave(sitting: Sitting): Promise<void> {
    const gone = await sitting.leave();
    if (gone && this.#sittings.get(sitting.id) === sitting) this.#sittings.delete(sitting.id);
    if (!gone) notes.warn(m.not_kept_on_leaving({ reason: sitting.failure ?? '' }));
    else if (sitting.trouble) notes.warn(m.not_saved_on_leaving({ reason: sitting.trouble }));
  }

  /** Adds Markdown at the end of a draft whose page is not shown. False where it cannot be written in now. */
  async append(id: number, markdown: string): Promise<boolean> {
    const page = await this.open(id);
    const sitting = this.begin(page);
    const { body, recovery, readOnly } = page;
    const fits = !recovery && !readOnly;
    if (fits) sitting.change([[body.length, body.length, `${gapAfter(body)}${markdown.trim()}\n`]]);
    await this.leave(sitting);
    return fits;
  }

  /** The window is about to close: sends everything, and lets it. */
  async close(): Promise<void> {
    await Promise.all([...this.#sittings.values()].map((sitting) => sitting.save()));
    const lost = [...this.#sittings.values()].find((sitting) => sitting.unsent);
    const goes =
      !lost ||
      (await dialogs.ask({
        title: m.close_title(),
        text: m.close_with_words({ reason: lost.failure ?? '' }),
        yes: m.close_anyway(),
      }));
    if (!goes) return;
    try {
      await desk.readyToClose();
    } catch (thrown) {
      notes.warn(failureOf(thrown).message);
    }
  }
}

/** What must stand between a text and a new paragraph. */
function gapAfter(text: string): string {
  if (text.trim() === '') return '';
  return text.endsWith('\n\n') ? '' : text.endsWith('\n') ? '\n' : '\n\n';
}

export const drafting = new Drafting();
