import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { letDialogsOpen } from '../testing/dialogs';
import { windowState } from '../testing/examples';
import { fakeProgram, settled } from '../testing/fake-program';

import { dialogs } from '$lib/state/dialogs.svelte';
import { folder } from '$lib/state/folder.svelte';

import WhoseDialog from './WhoseDialog.svelte';

const WHOSE = { place: '~/copy', others: ['~/seminar', '~/older'] };

beforeEach(() => {
  letDialogsOpen();
  render(WhoseDialog);
  folder.take(windowState({ whose: WHOSE }));
});

afterEach(() => {
  cleanup();
  dialogs.whose = null;
});

async function choose(name: string) {
  const asked = fakeProgram({ answer_whose: () => windowState() });
  screen.getByRole('button', { name }).click();
  await settled();
  return asked.find(({ command }) => command === 'answer_whose')?.asked;
}

test('whose drafts a folder is to have is asked with both places named, and each answer says what it does', async () => {
  await settled();
  expect(screen.getByRole('dialog').textContent).toContain('~/copy holds the same texts as ~/seminar');
  expect(dialogs.isModal).toBe(true);
  expect(await choose('Use the drafts of ~/older')).toEqual({ other: 1 });
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('with none it is begun only by the button that says so, and closing the question opens nothing', async () => {
  await settled();
  expect(await choose('Start with none')).toEqual({ other: null });
  dialogs.whose = WHOSE;
  await settled();
  expect(await choose('Close')).toBeUndefined();
  expect(dialogs.whose).toBeNull();
});
