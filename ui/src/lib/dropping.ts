// Files that are dropped on the window, where the program hears of them and not the page.
import { desk } from './desk';
import { notes } from './notes.svelte';
import { m } from './paraglide/messages';
import { attempt } from './starting';
import type { Dropped } from './wire';

/** Takes pictures at a place of the page, each of which gives its address. False where it has no use for them. */
export type TakePictures = (
  at: { left: number; top: number },
  pictures: (() => Promise<string | null>)[],
) => boolean;

class Dropping {
  /** The text that is written, if any is shown. */
  into: TakePictures | null = null;

  take({ number, count, left, top }: Dropped): void {
    const pictures = Array.from({ length: count }, (_, index) => async () => {
      return (await attempt(() => desk.keepDropped(number, index))) ?? null;
    });
    if (!this.into?.({ left, top }, pictures)) notes.warn(m.drop_into_text());
  }
}

export const dropping = new Dropping();
