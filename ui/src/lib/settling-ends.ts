// How a conflict ends: settled part by part, by one whole text, or with both kept; and how that is taken back.
import { conflicts } from './conflicts.svelte';
import { desk, failureOf } from './desk';
import { drafting } from './drafting.svelte';
import { drafts } from './drafts.svelte';
import { folder } from './folder.svelte';
import { aboutDraft, notes } from './notes.svelte';
import { page } from './page.svelte';
import { m } from './paraglide/messages';
import { router } from './router.svelte';
import { routeTo, type Route } from './routes';
import type { Settling } from './settling.svelte';
import { attempt } from './starting';
import type { Settled, WholeSide } from './wire';

/** Writes what was chosen. Where a side has changed meanwhile, nothing is written, and the page shows it as it is now. */
export function settle(settling: Settling): Promise<void> {
  const { folder, row, token } = settling.page;
  return end(settling, () => desk.settleConflict(folder, row.key, token, settling.settlement), settledIn);
}

/** Takes the whole of one text. */
export function settleWhole(settling: Settling, side: WholeSide): Promise<void> {
  const { folder, row, token } = settling.page;
  return end(settling, () => desk.settleWhole(folder, row.key, token, side, settling.removeCopy), settledIn);
}

/** Makes a file of its own of each text. */
export function keepBoth(settling: Settling): Promise<void> {
  const { folder, row, token } = settling.page;
  return end(
    settling,
    () => desk.keepBoth(folder, row.key, token),
    (done) => (done.draft === null ? m.kept_both({ file: done.file }) : m.kept_both_draft()),
  );
}

async function end(
  settling: Settling,
  doing: () => Promise<Settled>,
  told: (done: Settled) => string,
): Promise<void> {
  const { folder: number, row } = settling.page;
  try {
    const done = await doing();
    conflicts.end(settling);
    const ids = new Set([row.draft, done.draft].filter((id) => id !== null));
    const about = [done.file, ...[...ids].map(aboutDraft)];
    notes.tell(told(done), { label: m.undo(), act: () => void takeBack(settling, done.undo, ids) }, about);
    if (!folder.isOpen(number)) return;
    router.go(placeAfter(settling, done), { replace: true });
    void conflicts.read();
    void drafts.read();
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (failure.code !== 'changed' || !folder.isOpen(number)) return notes.warn(failure.message);
    await page.refresh();
  }
}

/** Where the text is that was settled. */
function placeAfter(settling: Settling, done: Settled): Route {
  const { target } = settling.page.row;
  if (done.draft !== null) return { kind: 'draft', id: done.draft };
  return (target && routeTo(target)) ?? { kind: 'conflicts' };
}

/** Of a draft, and of one that was made of the second text, `ids` are the numbers. */
async function takeBack(settling: Settling, undo: number, ids: Set<number>): Promise<void> {
  const { folder: number, row } = settling.page;
  const done = await attempt(async () => {
    // What has been typed since is a part of the draft: the program knows of it before it decides.
    for (const draft of ids) await drafting.bringToRest(draft, number);
    await desk.undoSettlement(number, undo);
    return true;
  });
  if (!done) return;
  conflicts.again(settling);
  notes.tell(m.undone());
  // The page of another folder's conflict cannot be shown here.
  if (!folder.isOpen(number)) return;
  void conflicts.read();
  void drafts.read();
  router.go({ kind: 'conflict', key: row.key });
}

function settledIn(done: Settled): string {
  if (done.removedCopy) return m.conflict_settled_copy_gone();
  return done.draft === null ? m.conflict_settled() : m.conflict_settled_draft();
}
