import { beforeEach, expect, test } from 'vitest';

import { draftRow } from '../../testing/examples';
import { fakeProgram } from '../../testing/fake-program';

import { notes } from '$lib/state/notes.svelte';

import { discard } from './draft-actions';

beforeEach(() => {
  notes.shown = [];
  fakeProgram({
    discard_draft: () => undefined as never,
    drafts: () => [],
    keep_note: () => undefined as never,
  });
});

test.each([
  ['a draft', draftRow(), '“Attention” has been discarded'],
  [
    'a new version',
    draftRow({ revises: { kind: 'response', path: 'responses/a.md', title: 'Attention' } }),
    'The new version of “Attention” has been discarded. What is published stays as it is.',
  ],
])('of %s that is discarded, it is said what is gone, and what stays', async (_, row, said) => {
  await discard(row);
  expect(notes.shown.map(({ text }) => text)).toEqual([said]);
});
