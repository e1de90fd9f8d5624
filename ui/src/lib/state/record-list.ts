// How much of the record of what happened in the folder is shown.
import { program } from '$lib/program/program';
import type { RecordRow } from '$lib/program/wire';

import { folder } from './folder.svelte';

/** Lines that are shown at first, and more at each wish. The desk keeps 5,000. */
const STEP = 200;

class RecordList {
  #most = STEP;

  /** The newest lines, newest first; none where no folder is open. */
  async read(): Promise<RecordRow[]> {
    return folder.window?.folder ? program.records(this.#most) : [];
  }

  /** Whether older lines may be there than these. */
  hasMore(rows: RecordRow[]): boolean {
    return rows.length >= this.#most;
  }

  showMore(): void {
    this.#most += STEP;
  }
}

export const recordList = new RecordList();
