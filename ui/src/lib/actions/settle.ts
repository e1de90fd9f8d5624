// How a conflict ends: settled part by part, by one whole text, or with both kept; and how that is taken back.
import { m } from '$lib/paraglide/messages';
import { program, failureOf } from '$lib/program/program';
import type { Settled, WholeSide } from '$lib/program/wire';
import type { ConflictChoices } from '$lib/state/conflict-choices.svelte';
import { conflicts } from '$lib/state/conflicts.svelte';
import { folder } from '$lib/state/folder.svelte';
import { aboutDraft, attempt, notes } from '$lib/state/notes.svelte';
import { openDrafts } from '$lib/state/open-drafts.svelte';
import { page } from '$lib/state/page.svelte';
import { router } from '$lib/state/router.svelte';
import { routeTo, type Route } from '$lib/state/routes';

/** Writes what was chosen. Where a side has changed meanwhile, nothing is written, and the page shows it as it is now. */
export function settle(choices: ConflictChoices): Promise<void> {
  const { folder, row, token } = choices.page;
  return end(choices, () => program.settleConflict(folder, row.key, token, choices.settlement), settledIn);
}

/** Takes the whole of one text. */
export function settleWhole(choices: ConflictChoices, side: WholeSide): Promise<void> {
  const { folder, row, token } = choices.page;
  return end(choices, () => program.settleWhole(folder, row.key, token, side, choices.removeCopy), settledIn);
}

/** Makes a file of its own of each text. */
export function keepBoth(choices: ConflictChoices): Promise<void> {
  const { folder, row, token } = choices.page;
  return end(
    choices,
    () => program.keepBoth(folder, row.key, token),
    (done) => (done.draft === null ? m.kept_both({ file: done.file }) : m.kept_both_draft()),
  );
}

async function end(
  choices: ConflictChoices,
  doing: () => Promise<Settled>,
  told: (done: Settled) => string,
): Promise<void> {
  const { folder: number, row } = choices.page;
  try {
    const done = await doing();
    conflicts.end(choices);
    const ids = new Set([row.draft, done.draft].filter((id) => id !== null));
    const about = [done.file, ...[...ids].map(aboutDraft)];
    notes.tell(told(done), { label: m.undo(), act: () => void takeBack(choices, done.undo, ids) }, about);
    if (!folder.isOpen(number)) return;
    router.go(placeAfter(choices, done), { replace: true });
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (failure.code !== 'changed' || !folder.isOpen(number)) return notes.warn(failure.message);
    await page.refresh();
  }
}

/** Where the text is that was settled. */
function placeAfter(choices: ConflictChoices, done: Settled): Route {
  const { target } = choices.page.row;
  if (done.draft !== null) return { kind: 'draft', id: done.draft };
  return (target && routeTo(target)) ?? { kind: 'conflicts' };
}

/** Of a draft, and of one that was made of the second text, `ids` are the numbers. */
async function takeBack(choices: ConflictChoices, undo: number, ids: Set<number>): Promise<void> {
  const { folder: number, row } = choices.page;
  const done = await attempt(async () => {
    // What has been typed since is a part of the draft: the program knows of it before it decides.
    for (const draft of ids) await openDrafts.bringToRest(draft, number);
    await program.undo(undo, number);
    return true;
  });
  if (!done) return;
  conflicts.again(choices);
  notes.tell(m.undone());
  // The page of another folder's conflict cannot be shown here.
  if (!folder.isOpen(number)) return;
  router.go({ kind: 'conflict', key: row.key });
}

function settledIn(done: Settled): string {
  if (done.removedCopy) return m.conflict_settled_copy_gone();
  return done.draft === null ? m.conflict_settled() : m.conflict_settled_draft();
}
