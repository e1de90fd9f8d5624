// A conflict's places, fields and paragraphs alike: what each side has there, and what can be made of it.
import type {
  ComparedPiece,
  ConflictField,
  OpenedConflict,
  ConflictPart,
  FieldValue,
  MergeState,
} from '$lib/program/wire';

/** One place of the two texts. */
export interface Part {
  /** The same as long as both sides have the same there. */
  id: string;
  /** The key of the front matter; null for a paragraph. */
  field: string | null;
  /** Its place among those of its kind. */
  number: number;
  state: MergeState;
  mine: FieldValue;
  theirs: FieldValue;
  /** What comes of both by itself; null in a conflict. */
  merged: FieldValue | null;
  /** Both, one after the other; null where that is nothing else, or makes no sense. */
  both: FieldValue | null;
  minePieces: ComparedPiece[];
  theirsPieces: ComparedPiece[];
}

/** Paragraphs that both sides have, between two places where they differ. */
export interface Stretch {
  paragraphs: string[];
}

/** Fields first, then the text; what is the same in both is drawn together. */
export function partsOf(page: OpenedConflict): { fields: Part[]; text: (Part | Stretch)[] } {
  const seen = new Map<string, number>();
  const named = (part: Omit<Part, 'id'>): Part => {
    const name = JSON.stringify([part.field, part.state, part.mine, part.theirs]);
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    return { id: `${nth} ${name}`, ...part };
  };
  const fields = page.fields
    .map((field, number) => fieldOf(field, number, page.hasBase))
    .filter(({ state }) => state !== 'same')
    .map(named);
  const text: (Part | Stretch)[] = [];
  page.parts.forEach((part, number) => {
    const last = text.at(-1);
    if (part.state !== 'same') text.push(named(paragraphOf(part, number)));
    else if (last && isStretch(last)) last.paragraphs.push(part.merged ?? '');
    else text.push({ paragraphs: [part.merged ?? ''] });
  });
  return { fields, text };
}

export function isStretch(row: Part | Stretch): row is Stretch {
  return 'paragraphs' in row;
}

/** A value as a person edits it: a list has a line for each. */
export function wordsOf(value: FieldValue): string {
  if (value.kind === 'absent') return '';
  return value.kind === 'list' ? value.items.join('\n') : value.text;
}

/** The value that edited words are, in the form that `like` has. */
export function valueOf(words: string, like: Part): FieldValue {
  const isList = [like.mine, like.theirs].some(({ kind }) => kind === 'list');
  if (isList)
    return {
      kind: 'list',
      items: words
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    };
  if (like.field !== null && words.trim() === '') return { kind: 'absent' };
  return { kind: 'text', text: words };
}

/** Its words can be written anew here. */
export function canEdit(part: Part): boolean {
  return ![part.mine, part.theirs].some(({ kind }) => kind === 'written');
}

function paragraphOf(part: ConflictPart, number: number): Omit<Part, 'id'> {
  const mine = textOf(part.mine);
  const theirs = textOf(part.theirs);
  const both =
    part.state === 'conflict' && part.mine && part.theirs
      ? `${part.mine.trimEnd()}\n\n${part.theirs.trimEnd()}`
      : null;
  return {
    field: null,
    number,
    state: part.state,
    mine,
    theirs,
    merged: part.state === 'conflict' ? null : textOf(part.merged),
    both: both === null ? null : textOf(both),
    minePieces: part.minePieces,
    theirsPieces: part.theirsPieces,
  };
}

function textOf(text: string | null): FieldValue {
  return text === null || text === '' ? { kind: 'absent' } : { kind: 'text', text };
}

function fieldOf(field: ConflictField, number: number, hasBase: boolean): Omit<Part, 'id'> {
  const { key, state, base, mine, theirs, merged } = field;
  return {
    field: key,
    number,
    state,
    mine,
    theirs,
    merged: state === 'conflict' ? null : merged,
    both: state === 'conflict' ? bothOf(mine, theirs) : null,
    minePieces: hasBase ? piecesOf(base, mine) : more(mine, theirs),
    theirsPieces: hasBase ? piecesOf(base, theirs) : more(theirs, mine),
  };
}

/** Only lists can be both: the second's own entries follow on the first's. */
function bothOf(mine: FieldValue, theirs: FieldValue): FieldValue | null {
  if (mine.kind !== 'list' || theirs.kind !== 'list') return null;
  const more = theirs.items.filter((item) => !mine.items.includes(item));
  return more.length > 0 ? { kind: 'list', items: [...mine.items, ...more] } : null;
}

/** What a field says, compared with what it said: a list by its entries, all else by the words between what is the same. */
function piecesOf(before: FieldValue, now: FieldValue): ComparedPiece[] {
  if (before.kind === 'list' || now.kind === 'list') return entriesOf(itemsOf(before), itemsOf(now));
  const old = wordsOf(before).split(/(?<=\s)/);
  const next = wordsOf(now).split(/(?<=\s)/);
  let start = 0;
  while (start < old.length && start < next.length && old[start] === next[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < next.length - start && old.at(-1 - end) === next.at(-1 - end))
    end += 1;
  return pieces([
    ['both', next.slice(0, start).join('')],
    ['removed', old.slice(start, old.length - end).join('')],
    ['added', next.slice(start, next.length - end).join('')],
    ['both', next.slice(next.length - end).join('')],
  ]);
}

/** Where it is not known what it said: what the other side has not counts as added. */
function more(own: FieldValue, other: FieldValue): ComparedPiece[] {
  return piecesOf(other, own).filter(({ side }) => side !== 'removed');
}

/** Each entry a piece of its own. */
function entriesOf(before: string[], now: string[]): ComparedPiece[] {
  return pieces([
    ...now.map((item): [ComparedPiece['side'], string] => [before.includes(item) ? 'both' : 'added', item]),
    ...before
      .filter((item) => !now.includes(item))
      .map((item): [ComparedPiece['side'], string] => ['removed', item]),
  ]);
}

function itemsOf(value: FieldValue): string[] {
  if (value.kind === 'list') return value.items;
  return value.kind === 'absent' ? [] : [value.text];
}

function pieces(of: [ComparedPiece['side'], string][]): ComparedPiece[] {
  return of.filter(([, text]) => text !== '').map(([side, text]) => ({ side, text }));
}
