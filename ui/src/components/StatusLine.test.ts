import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { library } from '../testing/examples';
import { program, settled } from '../testing/program';

import StatusLine from './StatusLine.svelte';

import { folder } from '$lib/folder.svelte';
import { pane } from '$lib/pane.svelte';

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
  expect(screen.queryByRole('button')).toBeNull();
});

test('it can be stopped, and F6 comes to the button', async () => {
  const asked = program({ stop_reading: () => null });
  render(StatusLine);
  expect(document.querySelector('[data-pane]')).toBeNull();
  await reading();
  expect(document.querySelector('[data-pane] button')).not.toBeNull();
  screen.getByRole('button', { name: 'Stop reading the folder' }).click();
  expect(asked.map(({ command }) => command)).toEqual(['stop_reading']);
});

test('stopped, it says so, keeps the keyboard where it is, and goes on when it is asked to', async () => {
  const asked = program({ stop_reading: () => null, go_on_reading: () => null });
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
  const goOn = screen.getByRole('button', { name: 'Go on reading the folder' });
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
