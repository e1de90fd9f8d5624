// What the two texts of a conflict are called: above their columns, and on the buttons that take them.
import { m } from '$lib/paraglide/messages';
import type { OpenedConflict, ConflictRow, SideName } from '$lib/program/wire';

import { dayInWords } from './formats';

export interface SideNames {
  mine: string;
  theirs: string;
}

export function sideNames(page: OpenedConflict): SideNames {
  return { mine: nameOf(page.mine, page.row), theirs: nameOf(page.theirs, page.row) };
}

/** "Syncthing", "from the computer ABCDEFG" and "31 January 2024, 23:59", as far as they are known: where a second text comes from. */
export function originsOf({ engine, from, at }: ConflictRow): string[] {
  const [day = '', ...time] = at?.split(' ') ?? [];
  const when = [day && dayInWords(day), ...time].filter(Boolean).join(m.joint());
  // Others name a person, a branch, or a computer in words that say so.
  const whose = from && engine === 'Syncthing' ? m.from_computer({ name: from }) : from;
  return [engine, whose, when].filter((known): known is string => Boolean(known));
}

/** The same in a sentence: "Syncthing (from the computer ABCDEFG, 31 January 2024, 23:59)". */
export function originOf(row: ConflictRow): string {
  const [engine = m.some_engine(), ...more] = originsOf({ ...row, engine: row.engine ?? m.some_engine() });
  return more.length > 0 ? m.engine_and_more({ engine, more: more.join(m.joint()) }) : engine;
}

/** Where a part was changed, when it was changed on one side only. */
export function changedIn(page: OpenedConflict, side: 'mine' | 'theirs'): string {
  switch (page[side]) {
    case 'yours':
      return m.merged_yours();
    case 'in-file':
      return page.row.kind === 'draft' ? m.merged_folder() : m.merged_original();
    case 'copy':
      return m.merged_copy();
    case 'above':
      return m.merged_above();
    case 'below':
      return m.merged_below();
  }
}

function nameOf(side: SideName, row: ConflictRow): string {
  switch (side) {
    case 'yours':
      return m.side_yours();
    case 'in-file':
      return row.kind === 'draft' ? m.side_folder() : m.side_original();
    case 'copy':
      return m.side_copy();
    case 'above':
      return m.side_above();
    case 'below':
      return m.side_below();
  }
}
