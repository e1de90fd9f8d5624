// Marking as read by key, menu or button, and going to what is unread.
import { m } from '$lib/paraglide/messages';
import { program } from '$lib/program/program';
import { news } from '$lib/state/news.svelte';
import { attempt, notes } from '$lib/state/notes.svelte';
import { page } from '$lib/state/page.svelte';
import { router } from '$lib/state/router.svelte';
import { routeTo } from '$lib/state/routes';

/** To the unread document after the one that is shown, in whatever question. */
export async function goToUnread(): Promise<void> {
  try {
    const next = await program.nextUnread(shown());
    const route = next && routeTo(next);
    if (route) router.go(route);
    else notes.mention(news.rows.length > 0 ? m.nothing_else_unread() : m.nothing_unread());
  } catch (thrown) {
    notes.fail(thrown);
  }
}

/** The document that is shown, or whose card has the focus, is unread if it was read, and read if it was not. */
export async function toggleRead(): Promise<void> {
  const path = chosen();
  if (!path) return notes.mention(m.nothing_to_mark());
  if (news.of(path)) await news.markRead(path, shown() === path ? wordingShown() : null);
  else await news.markUnread(path);
}

/** All that is unread of that question, or of the folder, is read. The note about it can undo that. */
export async function markAllRead(question: string | null): Promise<void> {
  try {
    const { count, undo } = await program.markAllRead(question);
    if (count === 0) return notes.mention(m.nothing_unread());
    notes.tell(m.marked_read({ count }), {
      label: m.undo(),
      act: () => void attempt(() => program.undoMarking(undo)),
    });
  } catch (thrown) {
    notes.fail(thrown);
  }
}

/** The path of the document that is shown. */
function shown(): string | null {
  const { content } = page;
  if (content?.kind === 'response') return content.page.card.path;
  return content?.kind === 'question' ? content.page.path : null;
}

function wordingShown(): string | null {
  const { content } = page;
  return content?.kind === 'response' || content?.kind === 'question' ? content.page.wording : null;
}

/** The card that has the focus goes before the page that it is on. */
function chosen(): string | null {
  const focused = document.activeElement;
  const card = focused?.matches('[data-step]') ? focused.closest<HTMLElement>('[data-markable]') : null;
  return card?.dataset.markable ?? shown();
}
