// What the menu can do now: the rest of it is grey.
import type { MenuAction } from '$lib/program/wire';
import { conflicts } from '$lib/state/conflicts.svelte';
import { folder } from '$lib/state/folder.svelte';
import { news } from '$lib/state/news.svelte';
import { openDrafts } from '$lib/state/open-drafts.svelte';
import { page } from '$lib/state/page.svelte';
import { router } from '$lib/state/router.svelte';

import { quotation } from './quotation.svelte';

const OF_A_FOLDER: MenuAction[] = ['search', 'drafts', 'news', 'toggle-read'];
const OF_A_DRAFT: MenuAction[] = [
  'find-replace',
  'focus-mode',
  'typewriter',
  'save-version',
  'versions',
  'preview',
  'sources',
  'publish',
];

/** The actions that would do something now. */
export function offered(): MenuAction[] {
  const offers: MenuAction[] = ['keyboard-map', 'activity'];
  if (router.canGoBack) offers.push('back');
  if (router.canGoForward) offers.push('forward');
  if (!folder.window?.folder) return offers;
  offers.push(...OF_A_FOLDER);
  const { content } = page;
  const response = content?.kind === 'response' && !conflicts.current ? content.page : null;
  if (response ? response.next : content?.kind !== 'draft') offers.push('next-response');
  if (response ? response.previous : content?.kind !== 'draft') offers.push('previous-response');
  if (news.rows.length > 0) offers.push('next-unread', 'mark-all-read');
  if (quotation.question) offers.push('new-draft');
  if (openDrafts.current) offers.push(...OF_A_DRAFT);
  if (quotation.passage) offers.push('copy-citation');
  if (quotation.passage && quotation.canQuote) offers.push('quote');
  return offers;
}

/** Whether something is selected that can be copied, or cut: in the page or in a field. */
export function selected(): { copy: boolean; cut: boolean } {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    // Of some kinds of field a webview knows nothing; then nothing is refused.
    const has = field.selectionStart === null || field.selectionStart !== field.selectionEnd;
    return { copy: has, cut: has && !field.readOnly };
  }
  const selection = document.getSelection();
  const copy = selection !== null && !selection.isCollapsed;
  return { copy, cut: copy && field instanceof HTMLElement && field.isContentEditable };
}
