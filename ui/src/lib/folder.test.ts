import { expect, test } from 'vitest';

import { windowState } from '../testing/examples';
import { later, program } from '../testing/program';

import { desk } from './desk';
import { Folder } from './folder.svelte';
import type { WindowState } from './wire';

function opened(kind: 'working' | 'up-to-date'): WindowState {
  const state = windowState();
  return { ...state, folder: state.folder && { ...state.folder, status: { kind } } };
}

test('a status heard while an answer is on its way is not undone by the answer', async () => {
  const folder = new Folder();
  const slow = later<WindowState>();
  program({ open_sample: () => slow.promise });
  const opening = folder.change(desk.openSample);
  folder.takeStatus({ kind: 'up-to-date' });
  slow.keep(opened('working'));
  await opening;
  expect(folder.status).toEqual({ kind: 'up-to-date' });
});

test('without one, the answer says how the folder stands', async () => {
  const folder = new Folder();
  folder.takeStatus({ kind: 'up-to-date' });
  program({ open_sample: () => opened('working') });
  await folder.change(desk.openSample);
  expect(folder.status).toEqual({ kind: 'working' });
});
