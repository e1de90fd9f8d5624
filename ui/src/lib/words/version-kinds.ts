// What the list of a draft's versions says of each, and which of them lie together.
import { m } from '$lib/paraglide/messages';
import type { VersionKind, VersionRow } from '$lib/program/wire';

import { figure } from './formats';

const WORDS: Record<VersionKind, () => string> = {
  sitting: m.version_sitting,
  named: m.version_kind_named,
  'before-restore': m.version_before_restore,
  outside: m.version_outside,
  discarded: m.version_discarded,
  published: m.version_published,
  withdrawn: m.version_withdrawn,
};

/** Versions with less than this between each two belong to one stretch of work, in milliseconds. */
const APART = 10 * 60 * 1000;

/** Why a version was kept. */
export function kindOfVersion(kind: VersionKind): string {
  return WORDS[kind]();
}

/** Whose text it is, where a conflict leaves two side by side. */
export function whoseVersion(kind: VersionKind): string | null {
  if (kind === 'sitting') return m.version_yours();
  return kind === 'outside' ? m.version_theirs() : null;
}

/** "+5 −2 words": against the version before it. */
export function changeOfVersion({ added, removed }: VersionRow): string {
  const change = [
    added > 0 && m.version_added({ count: figure(added) }),
    removed > 0 && m.version_removed({ count: figure(removed) }),
  ].filter((part) => part !== false);
  return change.length > 0 ? m.version_words({ change: change.join(' ') }) : m.no_words_differ();
}

/** Rows that lie close together, the newest first as the rows are. */
export function stretchesOf(rows: VersionRow[]): VersionRow[][] {
  const stretches: VersionRow[][] = [];
  for (const row of rows) {
    const last = stretches.at(-1);
    const later = last?.at(-1);
    if (last && later && later.at - row.at < APART) last.push(row);
    else stretches.push([row]);
  }
  return stretches;
}
