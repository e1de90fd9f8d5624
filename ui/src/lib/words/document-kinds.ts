// The words for the kinds of documents.
import { m } from '$lib/paraglide/messages';

const WORDS: Record<string, () => string> = {
  question: m.kind_question,
  response: m.kind_response,
  contributor: m.kind_contributor,
  draft: m.kind_draft,
};

/** "Response". A kind that has no word is shown as it is. */
export function kindWord(kind: string): string {
  return WORDS[kind]?.() ?? kind;
}
