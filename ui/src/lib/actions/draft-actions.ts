// Begins, takes up, withdraws and discards drafts: what the buttons around a draft do.
import { m } from '$lib/paraglide/messages';
import { program, failureOf } from '$lib/program/program';
import type { DraftRow, OpenedDraft, ResponseCard, WritingAs } from '$lib/program/wire';
import { dialogs } from '$lib/state/dialogs.svelte';
import { drafts } from '$lib/state/drafts.svelte';
import { aboutDraft, attempt, notes } from '$lib/state/notes.svelte';
import { openDrafts } from '$lib/state/open-drafts.svelte';
import { router } from '$lib/state/router.svelte';
import { listed } from '$lib/words/formats';

/** Who the person writes as; asked where that is not known. Null where the person will not say. */
export async function writingAs(): Promise<WritingAs | null> {
  if (!drafts.as) await drafts.readPerson();
  return drafts.as ?? chooseWriter();
}

/** Lets the person choose, or choose anew, who they write as. */
export function chooseWriter(): Promise<WritingAs | null> {
  dialogs.naming?.(null);
  return new Promise((resolve) => {
    dialogs.naming = (as) => {
      dialogs.naming = null;
      if (as) drafts.as = as;
      resolve(as);
    };
  });
}

/** Starts a draft in answer to a question, perhaps in reply to a response. Null where the person would not. */
export async function startDraft(
  question: string,
  repliesTo: string | null = null,
  relation: string | null = null,
): Promise<number | null> {
  if (!(await writingAs())) return null;
  const id = await attempt(() => program.startDraft(question, repliesTo, relation));
  return id ?? null;
}

/** Starts a draft and goes to it. */
export async function draftResponse(
  ...of: [question: string, repliesTo?: string | null, relation?: string | null]
): Promise<void> {
  const id = await startDraft(...of);
  if (id !== null) router.go({ kind: 'draft', id });
}

/** Takes a published response up again, as a draft of its next version. */
export async function revise(card: ResponseCard): Promise<void> {
  const begun = drafts.revising(card.path);
  if (begun) return router.go({ kind: 'draft', id: begun.id });
  if (!(await writingAs())) return;
  try {
    router.go({ kind: 'draft', id: await program.revise(card.path, false) });
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (failure.code !== 'not-yours') return notes.warn(failure.message);
    const yes = await dialogs.ask({
      title: m.not_yours_title(),
      text: m.not_yours({ names: listed(card.people.map((person) => person.name)) }),
      yes: m.edit_anyway(),
    });
    if (!yes) return;
    const id = await attempt(() => program.revise(card.path, true));
    if (id !== undefined) router.go({ kind: 'draft', id });
  }
}

/** Discards a draft; the note about it can bring it back. */
export async function discard(row: DraftRow): Promise<void> {
  const { current } = openDrafts;
  const isOpen = current?.session.id === row.id;
  const done = await attempt(async () => {
    await openDrafts.bringToRest(row.id);
    await program.discardDraft(row.id);
    return true;
  });
  if (!done) return;
  if (isOpen) {
    current.session.end();
    // Its page is no place to go back to any more.
    router.go(row.question ? { kind: 'question', path: row.question.path } : { kind: 'drafts' }, {
      replace: true,
    });
  }
  const title = row.title || m.untitled();
  const takeBack = async () => {
    await program.bringBackDraft(row.id);
    if (isOpen) router.go({ kind: 'draft', id: row.id });
  };
  notes.tell(
    row.revises ? m.revision_discarded({ title }) : m.draft_discarded({ title }),
    { label: m.undo(), act: () => void attempt(takeBack) },
    [aboutDraft(row.id)],
  );
}

/**
 * Has the program put another state of a draft in the place of its present one, when that has every word of it. A page of it
 * that is shown shows the new one.
 */
export async function replaceDraft(id: number, asking: () => Promise<OpenedDraft>): Promise<boolean> {
  const { current } = openDrafts;
  if (current?.session.id === id) return current.replaceBy(asking);
  const done = await attempt(async () => {
    await openDrafts.bringToRest(id);
    const { folder } = await asking();
    await program.closeDraft(folder, id);
    return true;
  });
  return done ?? false;
}

/** Puts a draft where the group can read it. */
export async function share(row: DraftRow): Promise<void> {
  const yes = await dialogs.ask({ title: m.share_title(), text: m.share_text(), yes: m.share_draft() });
  if (!yes) return;
  let file = '';
  // A page of it shows where it is now; what is typed from then on goes there.
  const done = await replaceDraft(row.id, async () => {
    file = await program.shareDraft(row.id);
    return program.openDraft(row.id);
  });
  if (!done) return;
  notes.tell(m.draft_shared({ file }), null, [aboutDraft(row.id)]);
}

/** Says that a response was published from a draft, or withdrawn into one, and lets that be undone. */
export function tellUndoable(
  text: string,
  of: { undo: number; response: string; draft: number },
  back: () => void,
): void {
  const about = [of.response, aboutDraft(of.draft)];
  const takeBack = async () => {
    await openDrafts.bringToRest();
    await program.undo(of.undo, null);
    notes.tell(m.undone(), null, about);
    back();
  };
  notes.tell(text, { label: m.undo(), act: () => void attempt(takeBack, about) }, about);
}
