// The word for how one response takes up another, from either end.
import { m } from '$lib/paraglide/messages';

const OURS: Record<string, () => string> = {
  rebuts: m.relation_rebuts,
  supports: m.relation_supports,
  extends: m.relation_extends,
  qualifies: m.relation_qualifies,
  concedes: m.relation_concedes,
  questions: m.relation_questions,
};
const THEIRS: Record<string, () => string> = {
  rebuts: m.by_relation_rebuts,
  supports: m.by_relation_supports,
  extends: m.by_relation_extends,
  qualifies: m.by_relation_qualifies,
  concedes: m.by_relation_concedes,
  questions: m.by_relation_questions,
};

/** "Rebuts", or "Rebutted by" where the reply is `theirs`. */
export function relationWord(relation: string | null, theirs: boolean): string {
  const words = theirs ? THEIRS : OURS;
  const word = relation ? words[relation] : undefined;
  if (word) return word();
  return theirs ? m.by_relation_none() : m.relation_none();
}
