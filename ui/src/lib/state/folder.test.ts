import { afterEach, expect, test, vi } from 'vitest';

import { windowState } from '../../testing/examples';
import { later, fakeProgram } from '../../testing/fake-program';

import { program } from '$lib/program/program';
import type { WindowState } from '$lib/program/wire';

import { Folder } from './folder.svelte';

function opened(kind: 'working' | 'up-to-date'): WindowState {
  const state = windowState();
  return { ...state, folder: state.folder && { ...state.folder, status: { kind } } };
}

afterEach(() => vi.useRealTimers());

test('a status heard while an answer is on its way is not undone by the answer', async () => {
  const folder = new Folder();
  const slow = later<WindowState>();
  fakeProgram({ open_sample: () => slow.promise });
  const opening = folder.change(program.openSample);
  folder.takeStatus({ kind: 'up-to-date' });
  slow.keep(opened('working'));
  await opening;
  expect(folder.status).toEqual({ kind: 'up-to-date' });
});

test('without one, the answer says how the folder stands', async () => {
  const folder = new Folder();
  folder.takeStatus({ kind: 'up-to-date' });
  fakeProgram({ open_sample: () => opened('working') });
  await folder.change(program.openSample);
  expect(folder.status).toEqual({ kind: 'working' });
});

test('a reading is shown once it lasts half a second, and then as far as it has come', () => {
  vi.useFakeTimers();
  const folder = new Folder();
  folder.takeProgress({ done: 500, total: 4000 });
  vi.advanceTimersByTime(300);
  folder.takeProgress({ done: 1000, total: 4000 });
  expect([folder.progress, folder.partial, folder.unfinished]).toEqual([null, false, true]);
  vi.advanceTimersByTime(300);
  expect(folder.progress?.done).toBe(1000);
  folder.takeProgress({ done: 1500, total: 4000 });
  expect([folder.progress?.done, folder.partial]).toEqual([1500, true]);
});

test('a reading that is soon over is never shown', () => {
  vi.useFakeTimers();
  const folder = new Folder();
  folder.takeProgress({ done: 500, total: 4000 });
  folder.takeProgress(null);
  vi.advanceTimersByTime(1000);
  expect([folder.progress, folder.partial, folder.unfinished]).toEqual([null, false, false]);
});

test('what was read is a part until the folder is read to its end, even if it goes away meanwhile', () => {
  const folder = new Folder();
  folder.takeStatus({ kind: 'stopped' });
  expect([folder.partial, folder.unfinished]).toEqual([true, true]);
  folder.takeStatus({ kind: 'working' });
  folder.takeStatus({ kind: 'offline', reason: 'Gone.' });
  expect(folder.partial).toBe(true);
  folder.takeStatus({ kind: 'up-to-date' });
  expect([folder.partial, folder.unfinished]).toEqual([false, false]);
});

test('another folder begins without the progress of the one before', () => {
  const folder = new Folder();
  folder.take(opened('working'));
  folder.takeStatus({ kind: 'stopped' });
  const state = opened('working');
  folder.take({ ...state, folder: state.folder && { ...state.folder, place: '~/other' } });
  expect([folder.partial, folder.progress]).toEqual([false, null]);
});
