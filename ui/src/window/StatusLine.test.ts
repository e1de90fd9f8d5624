import { cleanup, render, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { letDialogsOpen } from '../testing/dialogs';
import { library } from '../testing/examples';
import { fakeProgram, settled } from '../testing/fake-program';

import type { FolderStatus } from '$lib/program/wire';
import { folder } from '$lib/state/folder.svelte';
import { pane } from '$lib/state/pane.svelte';

import StatusLine from './StatusLine.svelte';

beforeEach(() => {
  folder.library = library({ documents: 1200 });
  folder.takeStatus({ kind: 'working' });
});

afterEach(() => {
  cleanup();
  folder.takeProgress(null);
  folder.takeStatus({ kind: 'up-to-date' });
  vi.useRealTimers();
});

/** A reading that has lasted long enough to be shown. */
async function reading() {
  vi.useFakeTimers();
  folder.takeProgress({ done: 1200, total: 4000 });
  vi.advanceTimersByTime(1000);
  vi.useRealTimers();
  await settled();
}

test('a long reading counts, and what is there already is no whole', async () => {
  render(StatusLine);
  await reading();
  screen.getByText('Reading the folder: 1,200 of 4,000');
  screen.getByText('1,200 documents so far');
  expect(screen.getByRole('progressbar').getAttribute('value')).toBe('1200');
  folder.takeProgress(null);
  folder.takeStatus({ kind: 'up-to-date' });
  await settled();
  screen.getByText('1,200 documents');
  screen.getByText(/^Up to date \d\d:\d\d$/);
  expect(screen.queryByRole('button', { name: 'Stop reading the folder' })).toBeNull();
});

test('it can be stopped, and F6 comes to the button', async () => {
  const asked = fakeProgram({ stop_reading: () => null });
  render(StatusLine);
  expect(document.querySelector('[data-pane]')).toBeNull();
  await reading();
  expect(document.querySelector('[data-pane] button')).not.toBeNull();
  screen.getByRole('button', { name: 'Stop reading the folder' }).click();
  expect(asked.map(({ command }) => command)).toEqual(['stop_reading']);
});

test('stopped, it says so, keeps the keyboard where it is, and goes on when it is asked to', async () => {
  const asked = fakeProgram({ stop_reading: () => null, go_on_reading: () => null });
  pane.element = document.body.appendChild(document.createElement('main'));
  pane.element.tabIndex = -1;
  render(StatusLine);
  await reading();
  const button = screen.getByRole('button', { name: 'Stop reading the folder' });
  button.focus();
  button.click();
  folder.takeStatus({ kind: 'stopped' });
  await settled();
  folder.takeProgress(null);
  await settled();
  screen.getByText('Reading stopped: only a part of the folder is shown');
  screen.getByText('1,200 documents so far');
  expect(screen.queryByRole('progressbar')).toBeNull();
  const goOn = screen.getByRole('button', { name: 'Continue reading the folder' });
  expect(document.activeElement).toBe(goOn);
  goOn.click();
  await settled();
  expect(asked.map(({ command }) => command)).toEqual(['stop_reading', 'go_on_reading']);
  folder.takeStatus({ kind: 'working' });
  await settled();
  expect(document.activeElement).toBe(pane.element);
  screen.getByText('1,200 documents so far');
});

test('before the first document is read there is no count to be taken for the whole', async () => {
  folder.library = library({ documents: 0 });
  render(StatusLine);
  expect(screen.queryByText(/documents/)).toBeNull();
  folder.takeStatus({ kind: 'up-to-date' });
  await settled();
  screen.getByText('0 documents');
});

test.each<[FolderStatus, string, string | RegExp]>([
  [{ kind: 'up-to-date' }, 'Look again', /^Up to date/],
  [{ kind: 'offline', reason: 'The drive is away.' }, 'Try again', 'The drive is away.'],
])('%o is one sentence, and looking again is at hand', async (status, action, sentence) => {
  const asked = fakeProgram({ look_again: () => null });
  render(StatusLine);
  folder.takeStatus(status);
  await settled();
  screen.getByText(sentence);
  screen.getByRole('button', { name: action }).click();
  await settled();
  expect(asked.map(({ command }) => command)).toEqual(['look_again']);
});

test.each<[FolderStatus, string]>([
  [{ kind: 'read-only', reason: 'You can only read.' }, 'A folder that you can only read'],
  [{ kind: 'polling', because: 'limit', reason: 'Too many.' }, 'Why changes take some seconds'],
  [{ kind: 'polling', because: 'network', reason: 'A share.' }, 'A folder on a network drive'],
  [{ kind: 'polling', because: 'other', reason: 'No signs.' }, 'Why changes take some seconds'],
])('%o is one sentence, and what to do about it can be read', async (status, title) => {
  letDialogsOpen();
  const asked = fakeProgram({ look_again: () => null });
  const { container } = render(StatusLine);
  folder.takeStatus(status);
  await settled();
  screen.getByText('reason' in status ? status.reason : '');
  screen.getByRole('button', { name: 'What to do' }).click();
  await settled();
  screen.getByRole('dialog', { name: title });
  const found = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(found.violations).toEqual([]);
  screen.getByRole('button', { name: 'Look again' }).click();
  await settled();
  expect(asked.map(({ command }) => command)).toEqual(['look_again']);
  expect(screen.queryByRole('dialog')).toBeNull();
});
