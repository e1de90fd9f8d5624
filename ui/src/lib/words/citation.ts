// How a document of the folder is cited: who, what, where, when.
import { m } from '$lib/paraglide/messages';
import type { Person } from '$lib/program/wire';

import { dayInWords, listed } from './formats';

/** "Jane Doe and Ali Reza, “Expertise is not authority”, The seminar, 24 May 2021". */
export function citationOf(
  people: readonly Person[],
  title: string,
  day: string | null,
  folder: string,
): string {
  const parts = [
    people.length > 0 ? listed(people.map((person) => person.name)) : null,
    m.quoted_title({ title }),
    folder || null,
    day ? dayInWords(day) : null,
  ];
  return parts.filter((part) => part !== null).join(m.joint());
}
