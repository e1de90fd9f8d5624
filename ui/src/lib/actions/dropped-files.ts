// Files that are dropped on the window, where the program hears of them and not the page.
import { m } from '$lib/paraglide/messages';
import { program } from '$lib/program/program';
import type { Dropped } from '$lib/program/wire';
import { attempt, notes } from '$lib/state/notes.svelte';

/** Takes pictures at a place of the page, each of which gives its address. False where it has no use for them. */
export type TakePictures = (
  at: { left: number; top: number },
  pictures: (() => Promise<string | null>)[],
) => boolean;

class DroppedFiles {
  /** The text that is written, if any is shown. */
  into: TakePictures | null = null;

  take({ number, count, left, top }: Dropped): void {
    const pictures = Array.from({ length: count }, (_, index) => async () => {
      return (await attempt(() => program.keepDropped(number, index))) ?? null;
    });
    if (!this.into?.({ left, top }, pictures)) notes.warn(m.drop_into_text());
  }
}

export const droppedFiles = new DroppedFiles();
