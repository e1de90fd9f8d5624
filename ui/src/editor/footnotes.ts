// The footnotes of a text: finds them, says what is wrong with them, inserts one, numbers them anew.
import type { Tree } from '@lezer/common';

import { textStart } from './front-matter';
import { parse } from './syntax';

/** What is put into the text at `from`, in the place of all up to `to`; offsets are those before all changes. */
export interface Change {
  from: number;
  to: number;
  insert: string;
}

/** A `[^label]` in the text, or the one that begins a definition (without its colon). */
export interface NotePlace {
  label: string;
  from: number;
  to: number;
}

export interface Footnotes {
  marks: NotePlace[];
  definitions: NotePlace[];
}

export type ProblemKind = 'unused' | 'undefined' | 'duplicate' | 'out-of-order';

export interface FootnoteProblem {
  kind: ProblemKind;
  label: string;
  from: number;
  to: number;
}

/** All marks and definitions in the order of the text. Code holds none. */
export function footnotesOf(text: string, tree: Tree = parse(text)): Footnotes {
  const found: Footnotes = { marks: [], definitions: [] };
  const start = textStart(text);
  tree.iterate({
    from: start,
    enter: (node) => {
      if (node.name !== 'FootnoteMark' && node.name !== 'FootnoteLabel') return true;
      const isMark = node.name === 'FootnoteMark';
      const to = isMark ? node.to : node.to - 1;
      const place = { label: text.slice(node.from + 2, to - 1), from: node.from, to };
      (isMark ? found.marks : found.definitions).push(place);
      return false;
    },
  });
  return found;
}

/** What a person would want to know of her footnotes, in the order of the text. */
export function checkFootnotes({ marks, definitions }: Footnotes): FootnoteProblem[] {
  const problems: FootnoteProblem[] = [];
  const marked = new Set(marks.map(({ label }) => label));
  const defined = new Set<string>();
  for (const place of definitions) {
    if (defined.has(place.label)) problems.push({ kind: 'duplicate', ...place });
    else if (!marked.has(place.label)) problems.push({ kind: 'unused', ...place });
    defined.add(place.label);
  }
  let highest = 0;
  for (const place of firstMarks(marks)) {
    if (!defined.has(place.label)) problems.push({ kind: 'undefined', ...place });
    if (!isNumber(place.label)) continue;
    if (Number(place.label) < highest) problems.push({ kind: 'out-of-order', ...place });
    else highest = Number(place.label);
  }
  return problems.sort((one, other) => one.from - other.from);
}

/**
 * The changes that put the numbers into the order in which a reader meets them, from 1. Labels that are words stay.
 * Definitions that nothing refers to come last.
 */
export function renumber(text: string, tree?: Tree): Change[] {
  const { marks, definitions } = footnotesOf(text, tree);
  const places = [...marks, ...definitions].filter(({ label }) => isNumber(label));
  const numbers = new Map<string, string>();
  for (const { label } of places) {
    if (!numbers.has(label)) numbers.set(label, String(numbers.size + 1));
  }
  return places
    .map(({ label, from, to }) => ({
      from: from + 2,
      to: to - 1,
      insert: numbers.get(label) ?? label,
      label,
    }))
    .filter(({ insert, label }) => insert !== label)
    .map(({ from, to, insert }) => ({ from, to, insert }))
    .sort((one, other) => one.from - other.from);
}

/** The number after the highest one in use. */
export function nextNumber({ marks, definitions }: Footnotes): number {
  const numbers = [...marks, ...definitions].filter(({ label }) => isNumber(label));
  return 1 + numbers.reduce((highest, { label }) => Math.max(highest, Number(label)), 0);
}

export interface Insertion {
  changes: Change[];
  /** Where the note is to be written, an offset after the changes. */
  cursor: number;
  label: string;
}

/** A new footnote with its mark at `at`: the definition comes to the end of the text. */
export function newFootnote(text: string, at: number, tree?: Tree): Insertion {
  const label = String(nextNumber(footnotesOf(text, tree)));
  const mark = `[^${label}]`;
  const definition = `\n\n${mark}: `;
  const end = text.trimEnd().length;
  const cursor = Math.max(end, at) + mark.length + definition.length;
  const changes =
    at < end
      ? [
          { from: at, to: at, insert: mark },
          { from: end, to: text.length, insert: `${definition}\n` },
        ]
      : [{ from: at, to: text.length, insert: `${mark}${definition}\n` }];
  return { changes, cursor, label };
}

/** Where to go from `at`: from a mark to its definition, from a definition to its first mark. */
export function counterpart({ marks, definitions }: Footnotes, text: string, at: number): number | null {
  const mark = marks.find(({ from, to }) => from <= at && at <= to);
  if (mark) {
    const definition = definitions.find(({ label }) => label === mark.label);
    return definition ? afterColon(text, definition.to) : null;
  }
  const definition = definitions.findLast(({ from }) => from <= at);
  if (!definition || !holds(text, definition, at)) return null;
  return marks.find(({ label }) => label === definition.label)?.to ?? null;
}

/** Whether `at` is in the definition: no paragraph that begins at the margin lies between. */
function holds(text: string, definition: NotePlace, at: number): boolean {
  return !/\n[ \t]*\n(?=\S)/.test(text.slice(definition.to, at));
}

function afterColon(text: string, to: number): number {
  return text.startsWith(': ', to) ? to + 2 : to + 1;
}

function isNumber(label: string): boolean {
  return /^[0-9]{1,9}$/.test(label);
}

function firstMarks(marks: NotePlace[]): NotePlace[] {
  const met = new Set<string>();
  return marks.filter(({ label }) => !met.has(label) && met.add(label));
}
