// The one place where the page heeds what the program says is stale: each reading that shows some of it is asked again.
import type { Stale } from '$lib/program/wire';

import { calendar } from './calendar.svelte';
import { conflicts } from './conflicts.svelte';
import { drafts } from './drafts.svelte';
import { folder } from './folder.svelte';
import { news } from './news.svelte';
import { page } from './page.svelte';

type Kind = Stale['kind'];

/** Something that was asked of the program and is shown. */
interface Reading {
  /** Whether that makes it stale. */
  shows: (stale: Stale) => boolean;
  again: () => unknown;
}

/** What the window itself shows, whichever page is open. */
const ALWAYS: Reading[] = [
  { shows: among('everything', 'library'), again: () => folder.readLibrary() },
  { shows: among('everything', 'drafts'), again: () => drafts.read() },
  { shows: among('everything', 'group-drafts'), again: () => drafts.readGroup() },
  { shows: among('everything', 'conflicts'), again: () => conflicts.read() },
  { shows: among('everything'), again: () => calendar.read() },
  { shows: among('news'), again: () => news.read() },
  { shows: (stale) => page.shows(stale), again: () => page.refresh() },
];

const readings = new Set<Reading>(ALWAYS);

/** One of these kinds. */
export function among(...kinds: Kind[]): (stale: Stale) => boolean {
  return ({ kind }) => kinds.includes(kind);
}

/** That document, or too much to name the documents one by one. */
export function ofDocument(path: string): (stale: Stale) => boolean {
  return (stale) => stale.kind === 'everything' || (stale.kind === 'documents' && stale.paths.includes(path));
}

/** Calls `again` whenever something that `shows` is stale, until the returned function is called. */
export function whenStale(shows: (stale: Stale) => boolean, again: () => unknown): () => void {
  const reading = { shows, again };
  readings.add(reading);
  return () => void readings.delete(reading);
}

/** Asks again for whatever is shown of what is stale, each reading once. */
export function heed(stale: readonly Stale[]): void {
  for (const { shows, again } of [...readings]) if (stale.some(shows)) void again();
}
