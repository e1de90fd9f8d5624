// Why something is unread, in words.
import { m } from '$lib/paraglide/messages';
import type { Why } from '$lib/program/wire';

/** `read`: when the person last had it open, null where she never had. */
export function unreadWords(why: Why, isQuestion: boolean, read: number | null): string {
  if (why !== 'changed') return isQuestion && why === 'new' ? m.new_question() : m.is_unread();
  if (isQuestion) return m.changed_question();
  return read === null ? m.changed() : m.changed_since_read();
}
