import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { letDialogsOpen } from '../../testing/dialogs';
import { draftRow, writingAs } from '../../testing/examples';
import { fakeProgram, settled } from '../../testing/fake-program';
import WritingAsDialog from '../../window/WritingAsDialog.svelte';

import { dialogs } from '$lib/state/dialogs.svelte';
import { drafts } from '$lib/state/drafts.svelte';
import { router } from '$lib/state/router.svelte';

import QuestionDrafts from './QuestionDrafts.svelte';

const question = 'questions/deference.md';

beforeEach(() => {
  letDialogsOpen();
  drafts.leave();
  router.go({ kind: 'library' });
});

afterEach(() => {
  cleanup();
  dialogs.naming?.(null);
});

test('before the first draft the person is asked who signs, and the draft then begins', async () => {
  const asked = fakeProgram({
    writing_as: () => null,
    signers: () => [
      { slug: 'ali-reza', name: 'Ali Reza', position: 'Reader, Edinburgh' },
      { slug: 'nunez', name: 'Óscar Núñez', position: null },
    ],
    write_as: ({ slug }) => writingAs({ slug: String(slug) }),
    start_draft: () => 5,
    drafts: () => [],
  });
  render(QuestionDrafts, { question });
  screen.getByRole('button', { name: 'Draft a response' }).click();
  await settled();
  const answer = dialogs.naming;
  if (!answer) throw new Error('nobody asks who signs');
  render(WritingAsDialog, { answer });
  await settled();
  const field = screen.getByRole<HTMLInputElement>('combobox');
  expect(document.activeElement).toBe(field);
  field.value = 'nunez';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
  expect(screen.getAllByRole('option').map((option) => option.textContent?.trim())).toEqual(['Óscar Núñez']);
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await settled();
  expect(asked.find(({ command }) => command === 'write_as')?.asked).toEqual({ slug: 'nunez' });
  await settled();
  expect(router.place.route).toEqual({ kind: 'draft', id: 5 });
});

test('whoever will not say who signs has begun nothing', async () => {
  const asked = fakeProgram({ writing_as: () => null });
  render(QuestionDrafts, { question });
  screen.getByRole('button', { name: 'Draft a response' }).click();
  await settled();
  dialogs.naming?.(null);
  await settled();
  expect(asked.map(({ command }) => command)).toEqual(['writing_as']);
});

test('where there is a draft it comes first, and another can be started', async () => {
  fakeProgram({});
  drafts.rows = [draftRow({ id: 4 })];
  render(QuestionDrafts, { question });
  screen.getByRole('button', { name: 'Start another' });
  screen.getByRole('button', { name: 'Continue your draft' }).click();
  await settled();
  expect(router.place.route).toEqual({ kind: 'draft', id: 4 });
});
