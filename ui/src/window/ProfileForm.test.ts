import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { fakeProgram, settled } from '../testing/fake-program';

import ProfileForm from './ProfileForm.svelte';

const photo = (name: string) => new File([name], name, { type: 'image/jpeg' });

/** What was drawn: the picture's name, and the part of it. */
const drawn: unknown[] = [];

beforeEach(() => {
  fakeProgram({});
  drawn.length = 0;
  vi.stubGlobal('createImageBitmap', async (file: File) => {
    if (file.name === 'broken.jpg') throw new Error('no picture');
    return { name: file.name, width: 300, height: 500, close: () => undefined };
  });
  const context = {
    drawImage: ({ name }: { name: string }, ...part: number[]) => drawn.push([name, part.slice(0, 4)]),
  };
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as never);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('the photo that was chosen is shown as a portrait will be, and another takes its place', async () => {
  render(ProfileForm, { onmade: () => undefined });
  expect(screen.queryByRole('img')).toBeNull();
  await userEvent.upload(screen.getByLabelText('Photo'), photo('one.jpg'));
  screen.getByRole('img', { name: 'Your photo as others will see it' });
  await userEvent.upload(screen.getByLabelText('Photo'), photo('two.jpg'));
  await settled();
  const part = [0, 40, 300, 300];
  expect(drawn).toEqual([
    ['one.jpg', part],
    ['two.jpg', part],
  ]);
});

test('a file that is no picture is said to be none', async () => {
  render(ProfileForm, { onmade: () => undefined });
  await userEvent.upload(screen.getByLabelText('Photo'), photo('broken.jpg'));
  await settled();
  expect(screen.getByRole('status').textContent).toMatch(/cannot be shown/);
  expect(screen.queryByRole('img')).toBeNull();
  await userEvent.upload(screen.getByLabelText('Photo'), photo('one.jpg'));
  await settled();
  expect(screen.queryByRole('status')).toBeNull();
});
