import { render, screen, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, expect, test } from 'vitest';

import { groupDraft, newsRow, unread, whatIsNew } from '../testing/examples';
import { fakeProgram, settled } from '../testing/fake-program';

import { drafts } from '$lib/state/drafts.svelte';
import { news } from '$lib/state/news.svelte';
import { notes } from '$lib/state/notes.svelte';

import NewsPage from './NewsPage.svelte';

const question = { kind: 'question', path: 'questions/how.md', title: 'How?' };
const everything = whatIsNew({
  fresh: [
    newsRow({ target: question, question: null, people: '' }),
    newsRow(),
    newsRow({
      target: { kind: 'response', path: 'responses/old.md', title: 'Old' },
      why: 'changed',
      read: 5,
      comparable: true,
    }),
  ],
  older: [newsRow({ target: { kind: 'response', path: 'responses/b.md', title: 'Before' }, why: 'marked' })],
  withdrawn: [{ path: 'responses/gone.md', isQuestion: false, title: 'Gone', at: 9 }],
  conflicts: [{ kind: 'response', path: 'responses/twice.md', title: 'Twice' }],
  totals: [3, 41, 1, 1],
});

beforeEach(async () => {
  notes.shown = [];
  fakeProgram({ news: () => ({ since: 1, unread: [unread()], fresh: 3 }) });
  await news.read();
});

test('each kind of news has its heading, and leads where it can be read', () => {
  render(NewsPage, { news: everything });
  const under = (name: string) => within(screen.getByRole('region', { name }));
  expect(under('New questions').getByRole('link', { name: 'How?' }).getAttribute('href')).toBe(
    '#/question/questions/how.md',
  );
  under('New responses').getByText('Jane Doe');
  under('New responses').getByText('Should courts defer?');
  under('Changed').getByRole('button', { name: 'Show what changed' });
  under('No longer in the folder').getByText('Gone');
  expect(
    under('No longer in the folder')
      .getByRole('link', { name: /^Activity/ })
      .getAttribute('href'),
  ).toBe('#/activity');
  under('Kept in two versions by a sync program').getByRole('link', { name: 'Twice' });
  under('Unread from before').getByText('and 40 more');
});

test('a draft that was shared and is not opened yet is news', () => {
  drafts.group = [groupDraft(), groupDraft({ path: 'drafts/b.md', id: 7, title: 'Opened before' })];
  render(NewsPage, { news: whatIsNew() });
  const shared = within(screen.getByRole('region', { name: 'Drafts shared with the group' }));
  expect(shared.getByRole('link', { name: 'Listening' }).getAttribute('href')).toBe(
    '#/shared/drafts/listening-ali-reza.md',
  );
  expect(screen.queryByText('Opened before')).toBeNull();
  drafts.leave();
});

test('all is marked as read, and the note takes that back', async () => {
  const heard = fakeProgram({
    news: () => ({ since: 1, unread: [], fresh: 3 }),
    mark_all_read: () => ({ count: 4, undo: 2 }),
    undo_marking: () => null as never,
    keep_note: () => null as never,
  });
  render(NewsPage, { news: everything });
  screen.getByRole('button', { name: 'Mark all as read' }).click();
  await settled();
  expect(notes.shown[0]?.text).toBe('4 documents marked as read');
  notes.shown[0]?.action?.act();
  await settled();
  expect(heard.find(({ command }) => command === 'undo_marking')?.asked).toEqual({ undo: 2 });
});

test('the first visit says that what was there is known', () => {
  news.leave();
  render(NewsPage, { news: whatIsNew({ since: null }) });
  screen.getByText(/^This is your first visit/);
  screen.getByText(/^Nothing new/);
  expect(screen.queryByRole('button', { name: 'Mark all as read' })).toBeNull();
});

test('it has no fault that axe can find', async () => {
  const { container } = render(NewsPage, { news: everything });
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations).toEqual([]);
});
