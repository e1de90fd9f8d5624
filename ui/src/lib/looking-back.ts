// How much of the record is shown, and putting back what left the folder.
import { desk } from './desk';
import { folder } from './folder.svelte';
import { notes } from './notes.svelte';
import { m } from './paraglide/messages';
import { attempt } from './starting';
import type { RecordRow } from './wire';

/** Lines that are shown at first, and more at each wish. The desk keeps 5,000. */
const STEP = 200;

class LookingBack {
  #most = STEP;

  /** The newest lines, newest first; none where no folder is open. */
  async records(): Promise<RecordRow[]> {
    return folder.window?.folder ? desk.records(this.#most) : [];
  }

  /** Whether older lines may be there than these. */
  hasMore(rows: RecordRow[]): boolean {
    return rows.length >= this.#most;
  }

  showMore(): void {
    this.#most += STEP;
  }

  /** Puts a last text back; the note that tells of it can take it out again. Whether it was. */
  async putBack(id: number): Promise<boolean> {
    const back = await attempt(() => desk.putBack(id));
    if (!back) return false;
    const { title, path } = back.target;
    const told = back.renamed ? m.kept_was_put_back_as({ title, path }) : m.kept_was_put_back({ title });
    notes.tell(told, { label: m.undo(), act: () => void this.#takeOut(id, title) }, [path]);
    return true;
  }

  async #takeOut(id: number, title: string): Promise<void> {
    const done = await attempt(async () => (await desk.takeOut(id), true));
    if (done) notes.tell(m.kept_taken_out({ title }));
  }
}

export const lookingBack = new LookingBack();
