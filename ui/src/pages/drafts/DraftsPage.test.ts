import { cleanup, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { letDialogsOpen } from '../../testing/dialogs';
import { draftRow, groupDraft } from '../../testing/examples';
import { fakeProgram, settled } from '../../testing/fake-program';

import { drafts } from '$lib/state/drafts.svelte';
import { notes } from '$lib/state/notes.svelte';
import { heed } from '$lib/state/stale';

import DraftsPage from './DraftsPage.svelte';

beforeEach(() => {
  letDialogsOpen();
  notes.shown = [];
});

afterEach(() => {
  cleanup();
  drafts.leave();
});

/** As the program says of each change of a draft, before it answers. */
function draftsAreStale(): null {
  heed([{ kind: 'drafts' }]);
  return null;
}

test('a draft says what it answers, how long it is, and where it lies', () => {
  drafts.rows = [draftRow({ words: 812 }), draftRow({ id: 2, title: '', place: 'shared', unsaved: true })];
  render(DraftsPage);
  expect(screen.getByRole('link', { name: 'Attention' }).getAttribute('href')).toBe('#/draft/1');
  screen.getByRole('link', { name: 'Untitled' });
  expect(screen.getAllByText('Should courts defer?')).toHaveLength(2);
  for (const words of ['812 words', 'Private', 'Shared with the group']) screen.getByText(words);
  screen.getByText('Words not saved yet — open to restore');
});

test('what others share with the group has a place of its own, and leads where it can be written in', () => {
  drafts.rows = [draftRow(), draftRow({ id: 7, title: 'Opened before', fromGroup: true, place: 'shared' })];
  drafts.group = [
    groupDraft(),
    groupDraft({
      path: 'drafts/b.md',
      id: 7,
      title: 'Opened before',
      isMine: true,
      people: ['Ali Reza', 'Ann'],
    }),
  ];
  render(DraftsPage);
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
    '#/draft/1',
    '#/shared/drafts/listening-ali-reza.md',
    '#/draft/7',
  ]);
  const group = within(screen.getByRole('region', { name: 'Shared with the group' }));
  for (const words of ['Ali Reza', 'Ali Reza and Ann', 'You sign it']) group.getByText(words);
  expect(group.getAllByText('Unread'), 'what was not opened yet').toHaveLength(1);
  // Only whoever shared one can discard it.
  expect(screen.getAllByText('Discard')).toHaveLength(1);
});

test('without a draft the page says how to begin one', () => {
  render(DraftsPage);
  screen.getByText(/^No drafts yet/);
});

test('a draft that is discarded can be brought back', async () => {
  const asked = fakeProgram({
    discard_draft: () => draftsAreStale(),
    bring_back_draft: () => draftsAreStale(),
    drafts: () => [],
    drafts_put_away: () => [],
    keep_note: () => null,
  });
  drafts.rows = [draftRow()];
  render(DraftsPage);
  screen.getByText('Discard').click();
  await settled();
  await settled();
  expect(screen.queryByRole('link', { name: 'Attention' })).toBeNull();
  expect(notes.shown[0]?.text).toBe('“Attention” has been discarded');
  notes.shown[0]?.action?.act();
  await settled();
  expect(asked.map(({ command }) => command)).toContain('bring_back_draft');
});

test('what was put away long ago is listed, can be read, and is brought back', async () => {
  const away = [1, 2, 3, 4].map((id) => ({
    id,
    title: `Old ${id}`,
    file: `old-${id}.md`,
    words: 812,
    at: 0,
  }));
  const asked = fakeProgram({
    drafts: () => [],
    drafts_put_away: () => [...away],
    draft_versions: () => [],
    bring_back_draft: ({ id }) => {
      away.splice(
        away.findIndex((row) => row.id === id),
        1,
      );
      return draftsAreStale();
    },
  });
  render(DraftsPage);
  await settled();
  screen.getByRole('heading', { name: 'Put away' });
  expect(screen.queryByText('Old 4')).toBeNull();
  screen.getByRole('button', { name: 'Show all 4' }).click();
  await settled();
  screen.getByText('Old 4');
  screen.getByRole('button', { name: 'Versions of “Old 4”' }).click();
  await settled();
  screen.getByText(/^No versions yet/);
  expect(screen.queryByRole('button', { name: 'Restore this one' })).toBeNull();
  screen.getByRole('button', { name: 'Bring back “Old 4”' }).click();
  await settled();
  await settled();
  expect(asked).toContainEqual({ command: 'bring_back_draft', asked: { id: 4 } });
  expect(screen.queryByText('Old 4')).toBeNull();
  expect(notes.shown[0]?.text).toBe('“Old 4” is among your drafts again');
});

test('the drafts stay in the order that the program gives them, whatever a wrong clock has said of their times', async () => {
  fakeProgram({ drafts: () => [draftRow({ id: 1, changed: 1 }), draftRow({ id: 2, changed: 2 })] });
  await drafts.read();
  expect(drafts.rows.map(({ id }) => id)).toEqual([1, 2]);
});
