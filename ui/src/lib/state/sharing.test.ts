import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { later, fakeProgram, settled } from '../../testing/fake-program';
import { present, sharedFolder } from '../../testing/sharing-examples';

import type { Sharing } from '$lib/program/wire';

import { sharing } from './sharing.svelte';

const SECOND = 1000;

let stop: () => void = () => undefined;

beforeEach(() => vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] }));

afterEach(() => {
  stop();
  sharing.leave();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** How often Syncthing was asked for within so many seconds. */
function askedIn(seconds: number, asked: unknown[]): number {
  const before = asked.length;
  for (let passed = 0; passed < seconds; passed += 1) vi.advanceTimersByTime(SECOND);
  return asked.length - before;
}

test('it is asked for seldom, more often while the page is open, and not while nobody can see it', async () => {
  const asked = fakeProgram({ sharing: () => present() });
  stop = sharing.follow();
  askedIn(25, asked);
  expect(askedIn(60, asked)).toBeLessThanOrEqual(3);
  const leave = sharing.watch();
  expect(askedIn(60, asked)).toBeGreaterThanOrEqual(15);
  leave();
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  expect(askedIn(600, asked)).toBe(0);
  await settled();
  expect(sharing.folder?.label).toBe('Our seminar');
});

test('a window that is shown again asks at once', () => {
  const asked = fakeProgram({ sharing: () => present() });
  stop = sharing.follow();
  const seen = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  askedIn(100, asked);
  seen.mockReturnValue('visible');
  document.dispatchEvent(new Event('visibilitychange'));
  expect(asked).toHaveLength(1);
});

test('after the last one stops following, nothing is asked', () => {
  const asked = fakeProgram({ sharing: () => present() });
  sharing.follow()();
  expect(askedIn(100, asked)).toBe(0);
});

test('where the program does not answer, nothing is said to be shared', async () => {
  fakeProgram({ sharing: () => present() });
  await sharing.read();
  expect(sharing.folder).not.toBeNull();
  fakeProgram({});
  await sharing.read();
  expect(sharing.now).toBeNull();
});

test('an answer that comes late does not take the place of a newer one', async () => {
  const first = later<Sharing>();
  fakeProgram({ sharing: () => first.promise });
  const waiting = sharing.read();
  fakeProgram({ sharing: () => present({ folder: null }) });
  await sharing.read();
  first.keep(present({ folder: sharedFolder() }));
  await waiting;
  expect(sharing.folder).toBeNull();
});
