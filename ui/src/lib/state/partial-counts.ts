// What counts, leads and empty lists say while the folder is not read to its end: nothing may pass for the whole.
import { m } from '$lib/paraglide/messages';
import { figure } from '$lib/words/formats';

import { folder } from './folder.svelte';

/** "12 documents", or "12 documents so far". */
export function soFar(count: string): string {
  return folder.partial ? m.so_far({ count }) : count;
}

/** A count of the left column; where there are none, no figure says so. */
export function countSoFar(count: number): string {
  return count > 0 ? soFar(figure(count)) : '';
}

/** "4 responses", "4 responses so far" or "No responses yet". */
export function responsesSoFar(count: number): string {
  return count > 0 || folder.partial ? soFar(m.responses_count({ count })) : m.no_responses_yet();
}

/** What an empty list says: `whole`, unless more may come as the folder is read. */
export function noneSoFar(whole: string): string {
  return folder.unfinished ? m.nothing_so_far() : whole;
}

/** What a list says above itself. */
export function leadSoFar(lead: string): string {
  return folder.partial ? `${lead} ${m.list_so_far()}` : lead;
}
