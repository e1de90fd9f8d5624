import { beforeEach, expect, test } from 'vitest';

import { fakeProgram } from '../../testing/fake-program';

import { Notes } from './notes.svelte';

beforeEach(() => void fakeProgram({ keep_note: () => undefined as never }));

const texts = (notes: Notes) => notes.shown.map(({ text }) => text);

test('a warning goes when the same thing is done anew, and no other does', () => {
  const notes = new Notes();
  notes.warn('This cannot be undone.', ['responses/attention.md', 'draft 1']);
  notes.warn('The disk is full.');
  notes.tell('Published', null, ['responses/law.md', 'draft 2']);
  expect(texts(notes)).toHaveLength(3);
  notes.tell('Published, again', null, ['responses/attention.md', 'draft 3']);
  expect(texts(notes)).toEqual(['The disk is full.', 'Published', 'Published, again']);
});

test('what was done before with a text cannot be undone any more when something newer is done with it', () => {
  const notes = new Notes();
  const undo = { label: 'Undo', act: () => undefined };
  notes.tell('Published', undo, ['responses/attention.md', 'draft 1']);
  notes.tell('Marked as read', undo);
  notes.tell('It is a draft again', undo, ['responses/attention.md', 'draft 2']);
  expect(texts(notes)).toEqual(['Marked as read', 'It is a draft again']);
  notes.tell('Shared', null, ['draft 2']);
  expect(texts(notes)).toEqual(['Marked as read', 'Shared']);
});

test('what is only mentioned is shown, and not kept', () => {
  const asked = fakeProgram({ keep_note: () => undefined as never });
  const notes = new Notes();
  notes.mention('Nothing else is unread.');
  expect(texts(notes)).toEqual(['Nothing else is unread.']);
  expect(asked).toEqual([]);
  notes.tell('Published');
  expect(asked.map(({ command }) => command)).toEqual(['keep_note']);
});
