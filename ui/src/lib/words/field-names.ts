// What the entries of a document's head are called for people.
import { m } from '$lib/paraglide/messages';
import type { FieldKey } from '$lib/text/draft-fields';

const NAMES: Record<FieldKey, () => string> & Record<string, () => string> = {
  title: m.title,
  thesis: m.thesis,
  stance: m.stance_field,
  description: m.description,
  contributors: m.field_contributors,
  lang: m.language,
  date: m.field_date,
  published: m.field_published,
  slug: m.field_slug,
  arguendo: m.field_responses,
  'arguendo-question': m.question,
  'responds-to': m.field_responds_to,
  answers: m.field_answers,
  asks: m.field_asks,
  due: m.field_due,
  'word-limit': m.field_word_limit,
  reveal: m.field_reveal,
  revisits: m.field_revisits,
  last_name: m.profile_last_name,
  image_path: m.profile_photo,
};

/** An entry that is not ours is called by its own name. */
export function fieldName(key: string): string {
  return NAMES[key]?.() ?? key;
}
