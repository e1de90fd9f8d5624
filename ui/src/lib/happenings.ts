// What has happened, in a sentence each, for people who are no programmers.
import { duration } from './formats';
import { m } from './paraglide/messages';
import type { ActivityEntry, Happening } from './wire';

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
      return what.reason;
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
  return ['rebuilt', 'found-by-sweep', 'offline', 'polling'].includes(what.kind);
}

export interface Day {
  /** Its first moment, in milliseconds since 1970. */
  at: number;
  entries: ActivityEntry[];
}

/** The entries by the days on which they happened, here, in their order. */
export function byDay(entries: ActivityEntry[]): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const at = new Date(entry.at).setHours(0, 0, 0, 0);
    const last = days.at(-1);
    if (last?.at === at) last.entries.push(entry);
    else days.push({ at, entries: [entry] });
  }
  return days;
}
