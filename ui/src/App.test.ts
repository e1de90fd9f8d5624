import { emit } from '@tauri-apps/api/event';
import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { cleanup, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { page } from '$lib/state/page.svelte';
import { router } from '$lib/state/router.svelte';

import App from './App.svelte';
import { conflictRow, groupDraft, library, questionPage, windowState } from './testing/examples';
import { settled } from './testing/fake-program';

/** What the menu was asked to offer. */
const heard = vi.fn();
let answers: Record<string, () => unknown>;

beforeEach(() => {
  history.replaceState(null, '', '#/library');
  page.leave();
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
  answers = { window_state: () => windowState(), library: () => library() };
  heard.mockClear();
  mockIPC(
    (command, asked) => {
      if (command === 'offer_actions') heard(asked);
      return answers[command]?.() ?? null;
    },
    { shouldMockEvents: true },
  );
});

afterEach(async () => {
  cleanup();
  await settled();
  clearMocks();
});

async function opened() {
  render(App);
  await settled();
  await settled();
}

test('without a folder there are three ways to begin', async () => {
  answers.window_state = () =>
    windowState({ folder: null, recents: [{ id: 7, title: 'Last term', place: '~/last' }] });
  await opened();
  screen.getByRole('button', { name: 'Open a folder…' });
  screen.getByRole('button', { name: 'Try the sample' });
  screen.getByRole('button', { name: /^Last term/ });
});

test('what went wrong before the page was there is said', async () => {
  const message = 'There is no folder at /gone.';
  answers.window_state = () => windowState({ folder: null, trouble: { code: 'folder-unusable', message } });
  await opened();
  screen.getByText(message);
});

test('an empty folder gives the lines that make a question of a file', async () => {
  await opened();
  screen.getByText(/A question is a text file in a folder named “questions”.*questions\/my-question\.md/);
  const lines = document.querySelector('main code')?.textContent ?? '';
  expect(lines).toMatch(/^---\ntitle: .+\n---\n\n.+\n$/);
  screen.getByText('No published question here yet.');
  const copied: string[] = [];
  vi.stubGlobal('navigator', {
    ...{ platform: navigator.platform, userAgent: navigator.userAgent },
    clipboard: { writeText: (text: string) => Promise.resolve(copied.push(text)) },
  });
  screen.getByRole('button', { name: 'Copy' }).click();
  vi.unstubAllGlobals();
  await settled();
  expect(copied).toEqual([lines]);
  screen.getByText('The lines are copied');
});

test('the column counts questions and shelves, and the window bears the folder’s name', async () => {
  const row = {
    path: 'questions/a.md',
    title: 'Why?',
    day: '2021-05-24',
    scheduled: false,
    responses: 4,
    missing: 1,
    due: null,
    closed: false,
  };
  answers.library = () =>
    library({ questions: [row], unfiled: 2, unpublished: 3, problems: 12, documents: 33 });
  await opened();
  expect(screen.getAllByText('4 responses')).not.toHaveLength(0);
  expect(screen.getAllByText('1 to arrive')).not.toHaveLength(0);
  for (const name of ['Unfiled 2', 'Unpublished 3', 'Folder check 12']) screen.getByRole('link', { name });
  screen.getByText('33 documents');
  expect(document.title).toBe('The seminar');
});

test('where there is nothing to count no figure stands, and conflicts stand out above the shelves', async () => {
  answers.library = () => library({ unfiled: 2 });
  answers.conflicts = () => [conflictRow()];
  answers.drafts = () => [];
  await opened();
  const column = within(screen.getByRole('navigation'));
  const names = column.getAllByRole('link').map((link) => link.textContent.replace(/\s+/g, ' ').trim());
  expect(names).toEqual([
    ...['Questions', 'Drafts', 'What is new', 'Conflicts 1'],
    ...['Unfiled 2', 'Unpublished', 'Folder check'],
  ]);
  expect(column.getByRole('link', { name: /^Conflicts/ }).querySelector('.unread')).not.toBeNull();
});

test('the menu leads to what has happened, also before a folder is open', async () => {
  answers.window_state = () => windowState({ folder: null });
  answers.activity = () => [
    { id: 0, at: 0, place: null, what: { kind: 'note', text: 'A note.', warning: true }, times: 1 },
  ];
  await opened();
  await emit('menu', 'activity');
  await settled();
  screen.getByRole('heading', { name: 'Activity' });
  screen.getByText('A note.');
  screen.getByRole('button', { name: 'Back' }).click();
  await vi.waitFor(() => screen.getByRole('button', { name: 'Try the sample' }));
});

test('what happens while that is shown is added', async () => {
  let entries: unknown[] = [];
  answers.activity = () => entries;
  answers.records = () => [];
  await opened();
  await emit('menu', 'activity');
  await settled();
  screen.getByText(/^Nothing has happened yet/);
  entries = [{ id: 0, at: 0, place: '~/seminar', what: { kind: 'rebuilt' }, times: 1 }];
  await emit('stale', [{ kind: 'activity' }]);
  await settled();
  screen.getByText(/has been rebuilt/);
});

test('a folder that is away says so, and stays readable', async () => {
  await opened();
  await emit('status', { kind: 'offline', reason: 'The folder is not there at present.' });
  await settled();
  screen.getByText('The folder is not there at present.');
  screen.getByText('No published question here yet.');
});

test('a question that changes on disk changes in the window', async () => {
  history.replaceState(null, '', '#/question/questions/deference.md');
  let title = 'Before';
  answers.question = () => questionPage({ title });
  await opened();
  screen.getByRole('heading', { name: 'Before' });
  title = 'After';
  await emit('stale', [{ kind: 'documents', paths: ['questions/deference.md'] }]);
  await settled();
  screen.getByRole('heading', { name: 'After' });
});

test('the menu’s search goes to the field, and its key map opens', async () => {
  await opened();
  await emit('menu', 'search');
  expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Search' }));
  await emit('menu', 'keyboard-map');
  await settled();
  const dialog = document.querySelector('dialog');
  expect(dialog?.open).toBe(true);
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'F6', bubbles: true }));
  expect(dialog?.open).toBe(true);
  dialog
    ?.querySelector('input')
    ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  expect(dialog?.open).toBe(false);
});

test('theme and text size are those of the program', async () => {
  answers.window_state = () => windowState({ theme: 'dark', textSize: 125 });
  await opened();
  expect(document.documentElement.dataset.theme).toBe('dark');
  expect(document.documentElement.style.getPropertyValue('--text-scale')).toBe('1.25');
  await emit('window', windowState({ theme: 'system' }));
  await settled();
  expect(document.documentElement.dataset.theme).toBeUndefined();
});

test('what went wrong before the window was there is told', async () => {
  const message = 'The folder of last time is gone.';
  answers.window_state = () => windowState({ folder: null, trouble: { code: 'folder-unusable', message } });
  await opened();
  screen.getByText(message);
});

test('when the program cannot answer, the page says why and tries again', async () => {
  answers.window_state = () => {
    throw { code: 'internal', message: 'The data directory is full.' };
  };
  await opened();
  screen.getByText('The data directory is full.');
  answers.window_state = () => windowState();
  screen.getByRole('button', { name: 'Try again' }).click();
  await settled();
  await settled();
  screen.getByText('No published question here yet.');
});

test('an arrow key in the list goes to the question below, and one place of the history is enough for several', async () => {
  const row = { day: null, scheduled: false, responses: 0, missing: 0, due: null, closed: false };
  const questions = ['a', 'b', 'c'].map((name) => ({ ...row, path: `questions/${name}.md`, title: name }));
  answers.library = () => library({ questions });
  answers.question = () => questionPage();
  await opened();
  const links = () => within(screen.getByRole('navigation')).getAllByRole('link');
  const first = links().find((link) => link.getAttribute('href') === '#/question/questions/a.md');
  first?.click();
  first?.focus();
  await settled();
  const length = history.length;
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp']) {
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    );
    await settled();
  }
  expect(document.activeElement?.getAttribute('href')).toBe('#/question/questions/b.md');
  expect(router.place.route).toEqual({ kind: 'question', path: 'questions/b.md' });
  expect(history.length).toBe(length + 1);
});

test('the menu offers what can be done where the person is, and nothing else', async () => {
  answers.question = () => questionPage();
  await opened();
  const offers = () =>
    vi.mocked(heard).mock.lastCall?.[0] as { actions: string[]; copy: boolean; cut: boolean };
  expect(offers().actions).not.toContain('publish');
  expect(offers().actions).not.toContain('new-draft');
  expect(offers().actions).not.toContain('quote');
  expect([offers().copy, offers().cut]).toEqual([false, false]);
  router.go({ kind: 'question', path: 'questions/deference.md' });
  await settled();
  await settled();
  expect(offers().actions).toContain('new-draft');
  const field = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search' });
  field.value = 'words';
  field.focus();
  field.select();
  document.dispatchEvent(new Event('selectionchange'));
  await settled();
  expect([offers().copy, offers().cut]).toEqual([true, true]);
});

test('a draft that is shared with the group while the window is open is seen at once', async () => {
  answers.group_drafts = () => [];
  await opened();
  expect(screen.queryByText(/newly shared/)).toBeNull();
  answers.group_drafts = () => [groupDraft()];
  await emit('stale', [{ kind: 'documents', paths: [groupDraft().path] }, { kind: 'group-drafts' }]);
  await settled();
  screen.getByText(/1 draft newly shared with the group/);
});
