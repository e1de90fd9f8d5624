import { clearMocks } from '@tauri-apps/api/mocks';
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';

import App from '../../App.svelte';
import { letDialogsOpen } from '../../testing/dialogs';
import { conflictPage, draftPage, draftRow, library, mergedPart, touchingPart } from '../../testing/examples';
import { kept, questionPage, windowState, writingAs } from '../../testing/examples';
import { fakeProgram, settled } from '../../testing/fake-program';
import { keepSizes } from '../../testing/layout';

import { act } from '$lib/actions/act';
import type { OpenedDraft } from '$lib/program/wire';
import { conflicts } from '$lib/state/conflicts.svelte';
import { page } from '$lib/state/page.svelte';
import { router } from '$lib/state/router.svelte';

import { loadDraftPage } from './load-draft-page';

let draft: OpenedDraft;

beforeEach(async () => {
  await loadDraftPage();
  letDialogsOpen();
  keepSizes();
  localStorage.clear();
  history.replaceState(null, '', '#/library');
  page.leave();
  draft = draftPage();
  fakeProgram({
    window_state: () => windowState(),
    library: () => library(),
    writing_as: () => writingAs(),
    question: () => questionPage(),
    quotes: () => [],
    drafts: () => [draftRow()],
    open_draft: () => draft,
    type_draft: () => kept(),
    save_draft: () => kept({ saved: Date.now() }),
    close_draft: () => undefined as never,
    conflicts: () => [],
    conflict: () => conflictPage({ parts: [touchingPart(), mergedPart()] }),
    keep_note: () => undefined as never,
    what_is_new: () => ({ rows: [] }) as never,
  });
});

afterEach(async () => {
  cleanup();
  await settled();
  await settled();
  conflicts.leave();
  clearMocks();
});

async function shown(address: string) {
  render(App);
  await settled();
  location.hash = address;
  for (let turn = 0; turn < 4; turn += 1) await settled();
}

const title = () => screen.getByRole('textbox', { name: 'Title' });

test('a sentence that is typed beside the fields of a draft leads nowhere', async () => {
  await shown('#/draft/1');
  const beside = [
    screen.getByRole('button', { name: 'Thesis and details' }),
    screen.getByRole('link', { name: /^Drafts/ }),
    document.body,
  ];
  for (const element of beside) {
    element.focus();
    for (const key of 'Do many judges know?') await fireEvent.keyDown(element, { key });
  }
  await settled();
  expect(location.hash).toBe('#/draft/1');
  expect(document.querySelector('dialog[open]')).toBeNull();
});

test('Enter leads from the title to the thesis, and from there to the text', async () => {
  await shown('#/draft/1');
  title().focus();
  await fireEvent.keyDown(title(), { key: 'Enter' });
  const thesis = screen.getByRole('textbox', { name: 'Thesis' });
  expect(document.activeElement).toBe(thesis);
  await fireEvent.keyDown(thesis, { key: 'Enter', isComposing: true });
  expect(document.activeElement).toBe(thesis);
  await fireEvent.keyDown(thesis, { key: 'Enter' });
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Text' }));
});

test('the Tab key leads from the title to the thesis', async () => {
  await shown('#/draft/1');
  const stops = [
    ...document.querySelectorAll<HTMLElement>('.writing header :is(button, input, textarea, select)'),
  ];
  const at = stops.indexOf(title());
  expect(stops[at + 1]).toBe(screen.getByRole('textbox', { name: 'Thesis' }));
  expect(stops).toContain(screen.getByRole('button', { name: 'Thesis and details' }));
});

test('a draft that is new takes its title at once, whatever was clicked before', async () => {
  draft = draftPage({ fields: { ...draft.fields, title: '' }, body: '' });
  await shown('#/library');
  screen.getByRole('link', { name: /^Drafts/ }).focus();
  router.go({ kind: 'draft', id: 1 });
  for (let turn = 0; turn < 4; turn += 1) await settled();
  expect(document.activeElement).toBe(title());
});

test('in a part of a conflict that is being written, no key alone means anything', async () => {
  await shown('#/conflict/draft%3A1');
  act('edit-part');
  await settled();
  const field = screen.getByRole('textbox', { name: /in your words$/ });
  const row = field.closest<HTMLElement>('[data-part]');
  for (const element of [row, document.body])
    for (const key of ['2', 'n', 'j', '/']) await fireEvent.keyDown(element as Element, { key });
  await settled();
  expect(field.isConnected).toBe(true);
  expect(location.hash).toBe('#/conflict/draft%3A1');
  await fireEvent.keyDown(field, { key: 'Escape' });
  await fireEvent.keyDown(document.body, { key: '2' });
  expect(screen.getByRole('group', { name: /^Paragraph: Settled: / })).toBe(row);
});
