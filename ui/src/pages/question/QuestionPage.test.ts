import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { card, groupDraft, questionPage, writingAs } from '../../testing/examples';
import { fakeProgram, settled } from '../../testing/fake-program';
import HiddenPage from '../HiddenPage.svelte';

import type { Round } from '$lib/program/wire';
import { calendar } from '$lib/state/calendar.svelte';
import { drafts } from '$lib/state/drafts.svelte';

import QuestionPage from './QuestionPage.svelte';

const HIDDEN = /^The others’ responses are hidden from you/;

beforeEach(() => {
  drafts.as = writingAs();
  calendar.today = '2026-11-24';
});
afterEach(cleanup);

function shown(round: Round | null, entries: ReturnType<typeof questionPage>['entries'] = []) {
  return render(QuestionPage, { page: questionPage({ round, entries }) });
}

test('drafts that the group shares on the question are on its page, and those on others are not', async () => {
  const elsewhere = { kind: 'question', path: 'questions/other.md', title: 'Other?' };
  drafts.group = [groupDraft(), groupDraft({ path: 'drafts/b.md', title: 'Elsewhere', question: elsewhere })];
  fakeProgram({});
  const { container } = shown(null);
  expect(screen.getByRole('link', { name: 'Listening' }).getAttribute('href')).toBe(
    '#/shared/drafts/listening-ali-reza.md',
  );
  expect(screen.queryByText('Elsewhere')).toBeNull();
  // J and K walk through the responses.
  expect(container.querySelector('[data-step]')).toBeNull();
  expect(await faults(container)).toEqual([]);
  drafts.leave();
});

async function faults(of: Element): Promise<string[]> {
  const found = await axe.run(of, { runOnly: ['wcag2a', 'wcag2aa', 'best-practice'] });
  return found.violations.map(({ id, help }) => `${id}: ${help}`);
}

test('a closed round is said plainly, with no count, and that the files can be read', async () => {
  fakeProgram({});
  const { container } = shown('closed');
  screen.getByText(HIDDEN);
  screen.getByText(/the files themselves can be read by everybody/);
  screen.getByRole('heading', { name: 'Responses' });
  expect(screen.queryByText(/No one has responded/)).toBeNull();
  expect(screen.queryByText(/chosen who you write as/)).toBeNull();
  expect(await faults(container.querySelector('.round') ?? document.body)).toEqual([]);
});

test('whoever has not chosen who they write as is told that too', () => {
  fakeProgram({});
  drafts.as = null;
  shown('closed');
  screen.getByText(/You have not chosen who you write as/);
});

test('one can look all the same, and hide them again by the same button', async () => {
  const asked = fakeProgram({ show_round: () => null });
  const { rerender } = shown('closed');
  await userEvent.click(screen.getByRole('button', { name: 'Show them all the same' }));
  const shows = { path: 'questions/deference.md', shown: true };
  expect(asked).toContainEqual({ command: 'show_round', asked: shows });
  await rerender({ page: questionPage({ round: 'shown', entries: [{ kind: 'response', card: card() }] }) });
  const again = screen.getByRole('button', { name: 'Hide them again' });
  expect(document.activeElement).toBe(again);
  screen.getByRole('link', { name: 'Expertise is not authority' });
  await userEvent.click(again);
  expect(asked.at(-1)).toEqual({ command: 'show_round', asked: { ...shows, shown: false } });
});

test('a round that is open, or a question without one, is like any other', () => {
  fakeProgram({});
  for (const round of ['open', null] as const) {
    shown(round);
    expect(screen.queryByText(HIDDEN)).toBeNull();
    screen.getByText(/No one has responded/);
    cleanup();
  }
});

test('a response that is hidden says for which question, and leads there', async () => {
  fakeProgram({});
  const question = { kind: 'question', path: 'questions/deference.md', title: 'Should courts defer?' };
  const { container } = render(HiddenPage, { question });
  screen.getByText(HIDDEN);
  const link = screen.getByRole('link', { name: 'Go to the question' });
  expect(link.getAttribute('href')).toBe('#/question/questions/deference.md');
  expect(await faults(container)).toEqual([]);
});

test('how long there is time follows the calendar while the page is open, without a word aloud', async () => {
  fakeProgram({});
  const { container } = render(QuestionPage, { page: questionPage({ due: '2026-11-27' }) });
  const due = () => container.querySelector('time[datetime="2026-11-27"]');
  const words = () => due()?.textContent?.replace('Friday,', 'Friday');
  expect(words()).toBe('Due in 3 days, Friday 27 November');
  expect(due()?.closest('[aria-live], [role=status], [role=timer]')).toBeNull();
  calendar.today = '2026-11-27';
  await settled();
  expect(words()).toBe('Due today, Friday 27 November');
  calendar.today = '2026-11-29';
  await settled();
  expect(words()).toBe('Was due 2 days ago, Friday 27 November');
});
