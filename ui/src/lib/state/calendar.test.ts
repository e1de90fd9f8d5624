import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { fakeProgram } from '../../testing/fake-program';

import { dayOnWall } from '$lib/words/formats';

import { Calendar } from './calendar.svelte';

const TURNS = Date.UTC(2026, 10, 27, 5);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A program by whose clock the day turns at `TURNS`. */
function telling() {
  return fakeProgram({
    today: () =>
      Date.now() < TURNS
        ? { day: '2026-11-26', turns: TURNS }
        : { day: '2026-11-27', turns: TURNS + 86_400_000 },
  });
}

test('the day turns at its midnight while the window is open', async () => {
  vi.setSystemTime(TURNS - 3 * 3_600_000);
  telling();
  const calendar = new Calendar();
  const stop = calendar.start();
  await vi.advanceTimersByTimeAsync(0);
  expect(calendar.today).toBe('2026-11-26');
  await vi.advanceTimersByTimeAsync(3 * 3_600_000 - 1000);
  expect(calendar.today).toBe('2026-11-26');
  await vi.advanceTimersByTimeAsync(2000);
  expect(calendar.today).toBe('2026-11-27');
  stop();
});

test('a computer that slept over midnight knows the day when it is looked at', async () => {
  vi.setSystemTime(TURNS - 1000);
  const asked = telling();
  const calendar = new Calendar();
  const stop = calendar.start();
  await vi.advanceTimersByTimeAsync(0);
  vi.setSystemTime(TURNS + 3_600_000);
  dispatchEvent(new Event('focus'));
  await vi.advanceTimersByTimeAsync(0);
  expect(calendar.today).toBe('2026-11-27');
  const before = asked.length;
  dispatchEvent(new Event('focus'));
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.length).toBe(before);
  stop();
});

test('without an answer the calendar on the wall counts', async () => {
  fakeProgram({});
  const calendar = new Calendar();
  calendar.today = '';
  await calendar.read();
  expect(calendar.today).toBe(dayOnWall(new Date()));
});
