// What is open over the page.

import type { WhoseDrafts, WritingAs } from '$lib/program/wire';

/** A question that the person answers by yes or no. */
export interface Asking {
  title: string;
  text: string;
  yes: string;
  answer: (yes: boolean) => void;
}

/** What is to be published or withdrawn. */
export type Publishing = { kind: 'publish'; id: number } | { kind: 'unpublish'; path: string };

class Dialogs {
  keyboard = $state(false);
  /** The field that finds words in the page. */
  find = $state(false);
  /** The left column, where the window is too narrow to show it always. */
  column = $state(false);
  /** The left column is out of the way until it is asked for: the window is too narrow for it. */
  tucked = $state(false);
  asking: Asking | null = $state.raw(null);
  /** Who the person writes as is being asked; the answer goes there, null where there is none. */
  naming: ((as: WritingAs | null) => void) | null = $state.raw(null);
  publishing: Publishing | null = $state.raw(null);
  /** A folder that is opened only when the person has said whose drafts it is to have. */
  whose: WhoseDrafts | null = $state.raw(null);
  /** The document whose changes since it was read are shown. */
  comparing: { path: string; title: string } | null = $state.raw(null);

  /** Something lies over the page and has the keyboard. */
  get isModal(): boolean {
    const open = [this.asking, this.naming, this.publishing, this.comparing, this.whose];
    return this.keyboard || open.some((dialog) => dialog !== null);
  }

  /** Closes what belongs to the folder that was open before. */
  leave(): void {
    this.asking?.answer(false);
    this.naming?.(null);
    this.publishing = null;
  }

  /** Asks the person; true for yes. */
  ask(question: Omit<Asking, 'answer'>): Promise<boolean> {
    this.asking?.answer(false);
    return new Promise((resolve) => {
      const answer = (yes: boolean) => {
        this.asking = null;
        resolve(yes);
      };
      this.asking = { ...question, answer };
    });
  }
}

export const dialogs = new Dialogs();
