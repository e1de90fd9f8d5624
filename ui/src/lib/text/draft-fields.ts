// The fields of a draft, and the keys of the front matter that they are.
import type { DraftFields } from '$lib/program/wire';

/** Each field's key. The program names fields that changed by their keys. */
const KEYS = {
  title: 'title',
  thesis: 'thesis',
  stance: 'stance',
  description: 'description',
  contributors: 'contributors',
  language: 'lang',
} as const satisfies Record<keyof DraftFields, string>;

export type FieldKey = (typeof KEYS)[keyof DraftFields];

/** The fields that those keys are. Others are no field of a draft, such as what it responds to. */
export function fieldsOf(keys: readonly string[]): string[] {
  return Object.entries(KEYS).flatMap(([field, key]) => (keys.includes(key) ? [field] : []));
}

/** Of all the fields, those alone. */
export function only(of: DraftFields, fields: readonly string[]): Partial<DraftFields> {
  return Object.fromEntries(Object.entries(of).filter(([field]) => fields.includes(field)));
}

/** Of what fields are to be, that of those which are still `here` as they were `before`. */
export function untouched(
  next: Partial<DraftFields>,
  before: Partial<DraftFields>,
  here: DraftFields,
): Partial<DraftFields> {
  const says = (of: Partial<DraftFields>, field: string) => JSON.stringify(of[field as keyof DraftFields]);
  return Object.fromEntries(
    Object.entries(next).filter(([field]) => says(here, field) === says(before, field)),
  );
}

/** The fields that somebody else has changed: as they were before, and as they came. */
export interface CameFields {
  before: Partial<DraftFields>;
  after: Partial<DraftFields>;
}

export const nothingCame: CameFields = { before: {}, after: {} };

/** With more of them. What was written `here` between two of their edits is what stood before the second. */
export function andCame(came: CameFields, here: DraftFields, theirs: Partial<DraftFields>): CameFields {
  return {
    before: { ...only(here, Object.keys(theirs)), ...untouched(came.before, came.after, here) },
    after: { ...came.after, ...theirs },
  };
}
