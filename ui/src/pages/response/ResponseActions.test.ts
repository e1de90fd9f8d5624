import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { letDialogsOpen } from '../../testing/dialogs';
import { card, draftRow, person, responsePage, writingAs } from '../../testing/examples';
import { fakeProgram, settled } from '../../testing/fake-program';

import { dialogs } from '$lib/state/dialogs.svelte';
import { drafts } from '$lib/state/drafts.svelte';
import { router } from '$lib/state/router.svelte';

import ResponseActions from './ResponseActions.svelte';

beforeEach(() => {
  letDialogsOpen();
  drafts.as = writingAs();
});

afterEach(() => {
  cleanup();
  drafts.leave();
  dialogs.publishing = null;
});

const theirs = () =>
  responsePage({ card: card({ people: [person({ path: 'c/ali.md', name: 'Ali Reza' })] }) });

test('a reply begins with how it takes the response up', async () => {
  const asked = fakeProgram({ start_draft: () => 6, drafts: () => [] });
  render(ResponseActions, { page: theirs() });
  screen.getByText('Qualify it').click();
  await settled();
  expect(asked.find(({ command }) => command === 'start_draft')?.asked).toEqual({
    question: 'questions/deference.md',
    repliesTo: 'responses/expertise.md',
    relation: 'qualifies',
  });
  await settled();
  expect(router.place.route).toEqual({ kind: 'draft', id: 6 });
});

test('one’s own response can be edited and withdrawn from its page', async () => {
  fakeProgram({ revise: () => 9, drafts: () => [] });
  render(ResponseActions, { page: responsePage() });
  screen.getByRole('button', { name: 'Unpublish…' }).click();
  expect(dialogs.publishing).toEqual({ kind: 'unpublish', path: 'responses/expertise.md' });
  screen.getByRole('button', { name: 'Edit' }).click();
  await settled();
  expect(router.place.route).toEqual({ kind: 'draft', id: 9 });
});

test('an edit that has begun is gone on with', async () => {
  const asked = fakeProgram({});
  drafts.rows = [
    draftRow({ id: 4, revises: { kind: 'response', path: 'responses/expertise.md', title: '' } }),
  ];
  render(ResponseActions, { page: responsePage() });
  screen.getByRole('button', { name: 'Continue editing' }).click();
  await settled();
  expect(asked).toEqual([]);
  expect(router.place.route).toEqual({ kind: 'draft', id: 4 });
});

test('what another has signed is edited only after a yes', async () => {
  const asked = fakeProgram({
    revise: ({ yes }) => {
      if (!yes) throw { code: 'not-yours', message: 'Not yours.' };
      return 3;
    },
    drafts: () => [],
  });
  render(ResponseActions, { page: theirs() });
  screen.getByText('Edit').click();
  await settled();
  expect(dialogs.asking?.text).toBe('This response is signed by Ali Reza, not by you. Edit it all the same?');
  dialogs.asking?.answer(false);
  await settled();
  expect(asked.map(({ asked: { yes } }) => yes)).toEqual([false]);
});
