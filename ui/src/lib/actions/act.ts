// Does what a key or the menu asks, and hears the program's events.
import { watchKeyboard } from '$lib/dom/keyboard';
import type { KeyAction } from '$lib/dom/keys';
import { focusPane, step } from '$lib/dom/pane-focus';
import { steppedTextSize } from '$lib/dom/text-size';
import { m } from '$lib/paraglide/messages';
import { program } from '$lib/program/program';
import type { MenuAction } from '$lib/program/wire';
import { calendar } from '$lib/state/calendar.svelte';
import { conflicts } from '$lib/state/conflicts.svelte';
import { dialogs } from '$lib/state/dialogs.svelte';
import { folder } from '$lib/state/folder.svelte';
import { news } from '$lib/state/news.svelte';
import { notes } from '$lib/state/notes.svelte';
import { openDrafts } from '$lib/state/open-drafts.svelte';
import { page } from '$lib/state/page.svelte';
import { pane } from '$lib/state/pane.svelte';
import { router } from '$lib/state/router.svelte';
import { heed } from '$lib/state/stale';

import { draftResponse } from './draft-actions';
import { droppedFiles } from './dropped-files';
import { quotation } from './quotation.svelte';
import { markAllRead, goToUnread, toggleRead } from './read-marks';

/** Does what was chosen by a key of the page or from the menu. */
export function act(action: KeyAction | MenuAction): void {
  switch (action) {
    case 'back':
      return router.back();
    case 'forward':
      return router.forward();
    case 'search':
      return focusSearch();
    case 'next-response':
      return goAlong(1);
    case 'previous-response':
      return goAlong(-1);
    case 'keyboard-map':
      dialogs.keyboard = !dialogs.keyboard;
      return;
    case 'activity':
      return router.go({ kind: 'activity' });
    case 'drafts':
      return router.go({ kind: 'drafts' });
    case 'news':
      return router.go({ kind: 'news' });
    case 'next-unread':
      return void goToUnread();
    case 'toggle-read':
      return void toggleRead();
    case 'mark-all-read':
      return void markAllRead(page.content?.kind === 'question' ? page.content.page.path : null);
    case 'new-draft':
      return startFromHere();
    case 'publish':
      return publishFromHere();
    case 'quote':
      return void quotation.quote();
    case 'copy-citation':
      return quotation.copy();
    case 'save-version':
    case 'versions':
    case 'focus-mode':
    case 'typewriter':
    case 'find-replace':
    case 'preview':
    case 'sources':
      return openDrafts.current?.act(action);
    case 'take-merged':
    case 'take-mine':
    case 'take-theirs':
    case 'take-both':
    case 'edit-part':
    case 'settle':
      return conflicts.current?.act(action);
    case 'find':
      return openFind();
    case 'page-down':
      return turnPageOrGoOn();
    case 'page-up':
      return turnPage(-1);
    case 'text-larger':
      return changeTextSize(1);
    case 'text-smaller':
      return changeTextSize(-1);
    case 'text-normal':
      return changeTextSize(0);
    case 'next-pane':
      return focusPane(1);
    case 'previous-pane':
      return focusPane(-1);
  }
}

/** Hears the program's events, until the returned function is called. */
export function listen(): () => void {
  const stops = [
    watchKeyboard(),
    calendar.start(),
    program.on('window', (window) => {
      folder.take(window);
      void calendar.read();
    }),
    program.on('status', (status) => folder.takeStatus(status)),
    program.on('progress', (progress) => folder.takeProgress(progress)),
    program.on('menu', act),
    program.on('failed', (failure) => notes.warn(failure.message)),
    program.on('dropped', (dropped) => droppedFiles.take(dropped)),
    program.on('closing', () => void openDrafts.close()),
    // Another window may have marked something on the same desk.
    heard('focus', () => folder.window?.folder && void news.read()),
    program.on('stale', heed),
  ];
  return () => stops.forEach((stop) => stop());
}

/** Calls `hear` at each event of the window, until the returned function is called. */
function heard(event: string, hear: () => void): () => void {
  addEventListener(event, hear);
  return () => removeEventListener(event, hear);
}

/** In a response, to the one after (1) or before (-1) it; in a conflict, to the next open part; on other pages, to the next card. */
function goAlong(by: 1 | -1): void {
  const { content } = page;
  if (conflicts.current) conflicts.current.step(by);
  else if (content?.kind === 'response') {
    const path = by === 1 ? content.page.next : content.page.previous;
    if (path) router.go({ kind: 'response', path });
  } else if (pane.element) {
    step(pane.element, by);
  }
}

/** A draft that answers the question that is shown, or that of the response that is shown. */
function startFromHere(): void {
  const question = quotation.question;
  if (question) void draftResponse(question);
  else notes.mention(m.no_question_to_answer());
}

function publishFromHere(): void {
  const { current } = openDrafts;
  if (current) dialogs.publishing = { kind: 'publish', id: current.session.id };
}

/** On the page of a draft, its text is what words are found in. */
function openFind(): void {
  if (openDrafts.current) openDrafts.current.act('find-replace');
  else if (dialogs.find) document.querySelector<HTMLInputElement>('.find input')?.select();
  else if (router.place.route.kind !== 'draft') dialogs.find = folder.window?.folder !== null;
}

function changeTextSize(by: 1 | 0 | -1): void {
  const { window } = folder;
  if (window)
    void folder.change(() => program.setPreferences(window.theme, steppedTextSize(window.textSize, by)));
}

/** A page further; from the end of a page, to the next unread document if there is one. */
function turnPageOrGoOn(): void {
  const { element } = pane;
  const isAtEnd = element && element.scrollTop + element.clientHeight >= element.scrollHeight - 2;
  const isReading = page.content?.kind === 'response' || page.content?.kind === 'question';
  if (isAtEnd && isReading && news.rows.length > 0) void goToUnread();
  else turnPage(1);
}

/** Scrolls by nearly a pane's height, so that the last lines stay in view. */
function turnPage(by: 1 | -1): void {
  pane.element?.scrollBy({ top: by * pane.element.clientHeight * 0.9 });
}

function focusSearch(): void {
  const field = document.getElementById('ui-search');
  if (!(field instanceof HTMLInputElement)) return;
  field.focus();
  field.select();
}
