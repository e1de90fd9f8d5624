// Who did what in the folder, in a sentence each.
import { m } from '$lib/paraglide/messages';
import type { RecordRow } from '$lib/program/wire';
import { apart } from '$lib/text/directions';

import { listed } from './formats';

/** “Which water” by Jane Doe. */
export function nameOf(row: Pick<RecordRow, 'kind' | 'title' | 'people' | 'path'>): string {
  const title = apart(row.title || row.path);
  if (row.kind === 'contributor' || row.people.length === 0) return m.record_unsigned({ title });
  return m.record_signed({ title, names: listed(row.people.map(apart)) });
}

export function sentenceOfRecord(row: RecordRow): string {
  if (!row.path) return m.record_many({ doing: row.doing, count: row.documents });
  return row.mine ? ownSentence(row) : othersSentence(row);
}

function othersSentence(row: RecordRow): string {
  const of = { kind: row.kind, title: nameOf(row) };
  switch (row.doing) {
    case 'arrived':
      return m.record_arrived(of);
    case 'changed':
      return m.record_changed(of);
    case 'renamed':
      return m.record_renamed(of);
    case 'withdrawn':
      return m.record_withdrawn(of);
    case 'copy-removed':
      return m.record_copy_removed(of);
  }
}

function ownSentence(row: RecordRow): string {
  const title = m.record_unsigned({ title: apart(row.title || row.path) });
  if (row.mine === 'settled') {
    return row.doing === 'arrived' ? m.record_you_parted({ title }) : m.record_you_settled({ title });
  }
  if (row.mine === 'listed-again') return m.record_you_listed_again({ title });
  // Of the files that publishing writes, the response is what it is about.
  if (row.kind === 'question' && row.doing === 'changed') return m.record_you_listed({ title });
  if (row.kind === 'draft') {
    return row.doing === 'withdrawn' ? m.record_you_unshared({ title }) : m.record_you_shared({ title });
  }
  switch (row.mine) {
    case 'published':
      return m.record_you_published({ kind: row.kind, title });
    case 'unpublished':
      return m.record_you_withdrew({ title });
    case 'undone':
      return m.record_you_undid({ doing: row.doing, title });
    case 'put-back':
      return m.record_you_put_back({ title });
    case 'taken-out':
      return m.record_you_took_out({ title });
    default:
      return othersSentence(row);
  }
}

/** Milliseconds between the files of one publishing. */
const AT_ONCE = 60_000;

/** A line of the page, and the question whose list changed with what it says. */
export interface Line {
  row: RecordRow;
  listedIn: RecordRow | null;
}

/** The lines of the page, in the order of the rows: publishing, or taking it back, changes a response and its question's list, and is one thing. */
export function linesOf(rows: readonly RecordRow[]): Line[] {
  const isList = (row: RecordRow) => isListing(row) && row.kind === 'question' && row.doing === 'changed';
  const lines = rows.filter((row) => !isList(row)).map((row): Line => ({ row, listedIn: null }));
  const alone: Line[] = [];
  for (const list of rows.filter(isList)) {
    const with_ = lines.find(
      ({ row, listedIn }) =>
        !listedIn &&
        row.mine === list.mine &&
        row.kind === 'response' &&
        Math.abs(row.at - list.at) < AT_ONCE,
    );
    if (with_) with_.listedIn = list;
    else alone.push({ row: list, listedIn: null });
  }
  // Not by their times: clocks can be wrong.
  const places = new Map(rows.map((row, place) => [row, place]));
  const placeOf = ({ row }: Line) => places.get(row) ?? 0;
  return [...lines, ...alone].sort((one, other) => placeOf(one) - placeOf(other));
}

/** Whether it is a part of what changes a question's list. */
function isListing({ mine }: RecordRow): boolean {
  return mine === 'published' || mine === 'unpublished' || mine === 'undone';
}

/** What of all that happened is shown. */
export type Shown = 'all' | 'arrived' | 'changed' | 'withdrawn' | 'mine' | 'program';

/** What counts as what: another name is a change, and a second text that goes leaves the folder. */
const SORTS = { renamed: 'changed', 'copy-removed': 'withdrawn' } as const;

/** Whether a line is shown. */
export function isShown(row: RecordRow, shown: Shown): boolean {
  if (shown === 'all') return true;
  if (shown === 'mine') return row.mine !== null;
  const { doing } = row;
  return (doing in SORTS ? SORTS[doing as keyof typeof SORTS] : doing) === shown;
}

/** Whether a line is about what left the folder. */
export function hasLeft({ doing }: RecordRow): boolean {
  return doing === 'withdrawn' || doing === 'copy-removed';
}

/** What the button says that leads to the texts kept with a line, and of what; null: none are kept. */
export function textsOf(row: RecordRow): { says: string; of: string | undefined } | null {
  if (row.kept === null) return null;
  if (!row.path) return { says: m.kept_many(), of: undefined };
  const title = nameOf(row);
  if (row.mine === 'settled') return { says: m.kept_settled(), of: m.kept_settled_of({ title }) };
  // What the person undid is no last text, even where a document went with it.
  if (row.mine !== 'undone' && hasLeft(row)) return { says: m.kept_read(), of: m.kept_read_of({ title }) };
  return { says: m.kept_said(), of: m.kept_said_of({ title }) };
}
