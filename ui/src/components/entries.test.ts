import { render, screen } from '@testing-library/svelte';
import { beforeEach, expect, test } from 'vitest';

import MissingEntry from '../pages/question/MissingEntry.svelte';
import QuestionPage from '../pages/question/QuestionPage.svelte';
import { card, questionPage } from '../testing/examples';
import { fakeProgram, settled } from '../testing/fake-program';

import { calendar } from '$lib/state/calendar.svelte';
import { conflicts } from '$lib/state/conflicts.svelte';

import Notices from './Notices.svelte';

beforeEach(() => void fakeProgram({}));

test('a response that has not arrived keeps its place and says so', () => {
  render(MissingEntry, { slug: 'a-case-for-the-empty-plinth' });
  screen.getByText('Not arrived yet');
  screen.getByText(/“a-case-for-the-empty-plinth”/);
});

test('a response that has left says so, and where its last text can be read', async () => {
  fakeProgram({ left_response: () => Date.parse('2026-05-01T10:00:00Z') });
  render(MissingEntry, { slug: 'the-full-plinth' });
  await screen.findByText('No longer in the folder');
  expect(screen.getByRole('link', { name: 'Activity' }).getAttribute('href')).toBe('#/activity');
});

test('a response whose file is there is not said to be missing', () => {
  render(MissingEntry, { slug: 'the-plinth', file: 'responses/the-plinth.md' });
  screen.getByText(/There is a file of that name, responses\/the-plinth.md/);
  expect(screen.queryByText('Not arrived yet')).toBeNull();
  expect(screen.getByRole('link', { name: 'Folder check' }).getAttribute('href')).toBe('#/problems');
});

test('responses stand in the question’s order, those not arrived in their places', () => {
  const { container } = render(QuestionPage, {
    page: questionPage({
      entries: [
        { kind: 'response', card: card({ path: 'responses/a.md', title: 'First' }) },
        { kind: 'missing', slug: 'second', file: null },
        { kind: 'response', card: card({ path: 'responses/c.md', title: 'Third' }) },
      ],
    }),
  });
  const titles = [...container.querySelectorAll('.entries > li')].map((entry) =>
    entry.querySelector('.title')?.textContent.trim(),
  );
  expect(titles).toEqual(['First', 'Not arrived yet', 'Third']);
  screen.getByText('2 responses');
});

test('two missing responses of the same name are both shown', () => {
  const missing = { kind: 'missing', slug: 'same', file: null } as const;
  render(QuestionPage, { page: questionPage({ entries: [missing, missing] }) });
  expect(screen.getAllByText('Not arrived yet')).toHaveLength(2);
});

test('a question without responses says so', () => {
  render(QuestionPage, { page: questionPage() });
  screen.getByText('No one has responded to this question yet.');
});

test('what a question asks in particular, its date and its limit are shown', () => {
  calendar.today = '2026-03-29';
  render(QuestionPage, {
    page: questionPage({ asks: ['Why?', 'Since when?'], due: '2026-03-31', wordLimit: 900 }),
  });
  for (const text of ['Why?', 'Since when?', /^Due in 2 days, Tuesday,? 31 March$/, 'At most 900 words'])
    screen.getByText(text);
});

test('a notice is one sentence above the text, and none takes no room', () => {
  const { container } = render(Notices, {
    notices: [{ code: 'last-good', message: 'The last good version is shown.' }],
  });
  screen.getByText('The last good version is shown.');
  expect(container.querySelector('[data-code="last-good"]')).not.toBeNull();
  expect(render(Notices, { notices: [] }).container.textContent).toBe('');
});

test('a copy that was settled and left where it is, is no conflict any more', async () => {
  const notices = [{ code: 'conflict-copy-beside', message: 'A sync program kept another version.' }];
  render(Notices, { notices, path: 'responses/a.md' });
  screen.getByText(/kept another version/);
  fakeProgram({ conflicts: () => [] });
  await conflicts.read();
  await settled();
  expect(screen.queryByText(/kept another version/)).toBeNull();
});
