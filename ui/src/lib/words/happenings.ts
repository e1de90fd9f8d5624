// What has happened, in a sentence each, for people who are no programmers.
import { m } from '$lib/paraglide/messages';
import type { Happening } from '$lib/program/wire';

import { duration } from './formats';

export function sentenceOf(what: Happening): string {
  switch (what.kind) {
    case 'rebuilt':
      return m.activity_rebuilt();
    case 'first-reading':
      return m.activity_first_reading({ count: what.files, time: duration(what.milliseconds) });
    case 'found-by-sweep':
      return m.activity_found_by_sweep({ count: what.files });
    case 'offline':
    case 'polling':
    case 'read-only':
      return what.reason;
    case 'writable':
      return m.activity_read_only_over();
    case 'returned':
      return m.activity_returned();
    case 'watching':
      return m.activity_watching();
    case 'stopped':
      return m.activity_stopped();
    case 'gone-on':
      return m.activity_gone_on();
    case 'note':
      return what.text;
  }
}

/** Whether something was not as it should be. */
export function isTrouble(what: Happening): boolean {
  if (what.kind === 'note') return what.warning;
  return ['rebuilt', 'found-by-sweep', 'offline', 'polling', 'read-only'].includes(what.kind);
}

export interface Day<T> {
  /** Its first moment, in milliseconds since 1970. */
  at: number;
  entries: T[];
}

/** The first moment of the day, here, in milliseconds since 1970. */
export function dayAt(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** The entries by the days on which they happened, here, the latest day first, each day's in their order. */
export function byDay<T extends { at: number }>(entries: T[]): Day<T>[] {
  const days = new Map<number, T[]>();
  for (const entry of entries) {
    const at = dayAt(entry.at);
    days.set(at, [...(days.get(at) ?? []), entry]);
  }
  return [...days].map(([at, entries]) => ({ at, entries })).sort((one, other) => other.at - one.at);
}
