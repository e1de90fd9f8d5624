// Pairs the mark of a footnote and its text by their names alone: a web view takes the links that lead from one to the
// other out of what comes from another program.

/** The difference between the name of a mark and that of its note, in the names that programs give to both. */
const SIDE = /(?:[-_.:]?(?:ref|anchor|anc|sym|def|link|back|mark|bottom|note|call)s?)+(?![a-z])/g;

/** The names under which an element can be found. */
export function namesOf(element: Element): string[] {
  return [element.id, element.getAttribute('name') ?? ''].filter(Boolean);
}

/** What the names of a mark and its note have in common: `_ftnref1` and `_ftn1`, `cite_ref-1` and `cite_note-1`. */
export function commonName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^fnr(?=[-_.:]?\d)/, 'fn')
    .replace(SIDE, '')
    .replace(/[-_.:]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** The same, for the mark itself and for one of several marks of one note: `fnref:1:2`, `cite_ref-name_2-0`. `note` is no name. */
export function commonNamesOfMark(name: string): string[] {
  const shorter = name.replace(/[-_.:]\d+$/, '');
  return [name, shorter]
    .map(commonName)
    .filter((common) => /\d/.test(common) || (common !== '' && common === commonName(name)));
}
