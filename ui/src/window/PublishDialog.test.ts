import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { letDialogsOpen } from '../testing/dialogs';
import { cameIn, draftPage, draftRow, kept, openDraft, publishPlan } from '../testing/examples';
import { fakeProgram, settled } from '../testing/fake-program';

import { dialogs } from '$lib/state/dialogs.svelte';
import { notes } from '$lib/state/notes.svelte';
import { openDrafts } from '$lib/state/open-drafts.svelte';
import { router } from '$lib/state/router.svelte';

import PublishDialog from './PublishDialog.svelte';

const published = { response: 'responses/attention.md', question: 'questions/deference.md', undo: 3 };

beforeEach(() => {
  letDialogsOpen();
  notes.shown = [];
  dialogs.publishing = { kind: 'publish', id: 1 };
});

afterEach(() => {
  cleanup();
  dialogs.publishing = null;
});

async function opened(of: Parameters<typeof render<typeof PublishDialog>>[1]) {
  render(PublishDialog, of);
  await settled();
}

test('every file is shown with what comes and goes, in words too, and what to think of before', async () => {
  fakeProgram({ plan_publishing: () => publishPlan({ warnings: ['It has no title.'] }) });
  await opened({ of: { kind: 'publish', id: 1 } });
  screen.getByText('It has no title.');
  screen.getByText('questions/deference.md');
  expect(document.querySelector('.added .words')?.textContent).toBe('Added:   - attention');
  expect(document.querySelector('.removed .words')?.textContent).toBe('Removed:   - old');
  screen.getByText('1 line stays the same');
});

test('a draft that leaves the folder is one line, which opens and closes', async () => {
  const diff = '@@ -1,2 +0,0 @@\n-# Attention\n-Courts should listen.\n';
  const files = [{ path: 'drafts/attention.md', what: 'removed' as const, diff }];
  fakeProgram({ plan_publishing: () => publishPlan({ files }) });
  await opened({ of: { kind: 'publish', id: 1 } });
  expect(screen.queryByText('Courts should listen.')).toBeNull();
  const line = screen.getByRole('button', { name: 'Show its 2 lines' });
  expect(line.getAttribute('aria-expanded')).toBe('false');
  line.click();
  await settled();
  screen.getByText('Courts should listen.');
  line.click();
  await settled();
  expect(screen.queryByText('Courts should listen.')).toBeNull();
});

test('one button publishes, leads to the response, and a note can take it back', async () => {
  const asked = fakeProgram({
    plan_publishing: () => publishPlan(),
    publish: () => published,
    drafts: () => [],
    keep_note: () => null,
    undo: () => null,
    response: () => null,
  });
  await opened({ of: { kind: 'publish', id: 1 } });
  screen.getByRole('button', { name: 'Publish' }).click();
  await settled();
  expect(asked.find(({ command }) => command === 'publish')?.asked).toEqual({ id: 1, key: 'first' });
  expect(dialogs.publishing).toBeNull();
  expect(router.place.route).toEqual({ kind: 'response', path: 'responses/attention.md' });
  expect(notes.shown[0]).toMatchObject({ text: 'Published', action: { label: 'Undo' } });
  notes.shown[0]?.action?.act();
  await settled();
  expect(asked.find(({ command }) => command === 'undo')?.asked).toEqual({ folder: null, undo: 3 });
});

test('that an undo was refused is no longer said once the response is published anew', async () => {
  fakeProgram({
    plan_publishing: () => publishPlan(),
    publish: () => published,
    drafts: () => [],
    keep_note: () => null,
    undo: () => {
      throw { code: 'internal', message: 'This cannot be undone.' };
    },
  });
  const publish = async () => {
    await opened({ of: { kind: 'publish', id: 1 } });
    screen.getByRole('button', { name: 'Publish' }).click();
    await settled();
    cleanup();
  };
  await publish();
  notes.shown[0]?.action?.act();
  await settled();
  expect(notes.shown.some(({ text }) => text === 'This cannot be undone.')).toBe(true);
  await publish();
  expect(notes.shown.map(({ text }) => text)).toEqual(['Published']);
});

test('a folder that has changed meanwhile has a new plan shown, and nothing is done', async () => {
  let plan = publishPlan();
  fakeProgram({
    plan_publishing: () => plan,
    publish: () => {
      throw { code: 'changed', message: 'The question has changed.' };
    },
  });
  await opened({ of: { kind: 'publish', id: 1 } });
  plan = publishPlan({ key: 'second', warnings: ['Now past the due day.'] });
  screen.getByRole('button', { name: 'Publish' }).click();
  await settled();
  await settled();
  screen.getByText(/^The folder has changed meanwhile/);
  screen.getByText('Now past the due day.');
  expect(dialogs.publishing).not.toBeNull();
});

test('what came into the file meanwhile is in the text of the page before the plan is shown', async () => {
  const session = openDrafts.begin(draftPage());
  openDrafts.current = openDraft(session);
  let hasChanged = false;
  const heard: string[] = [];
  session.onmerged = ({ changes }) => heard.push(`merged ${changes[0]?.[2]}`);
  fakeProgram({
    save_draft: () => kept(hasChanged ? { sequence: 5, merged: cameIn('Indeed, ') } : {}),
    plan_publishing: () => {
      heard.push('planned');
      if (hasChanged) return publishPlan();
      hasChanged = true;
      throw { code: 'changed', message: 'Somebody has written into it.' };
    },
  });
  await opened({ of: { kind: 'publish', id: 1 } });
  await settled();
  screen.getByText('questions/deference.md');
  expect(heard).toEqual(['planned', 'merged Indeed, ', 'planned']);
  openDrafts.current = null;
  session.end();
});

test('a conflict that comes up meanwhile is said, and nothing is planned', async () => {
  const session = openDrafts.begin(draftPage());
  openDrafts.current = openDraft(session);
  let hasChanged = false;
  fakeProgram({
    save_draft: () => kept(hasChanged ? { saved: null, outside: true, trouble: 'Two texts.' } : {}),
    plan_publishing: () => {
      hasChanged = true;
      throw { code: 'changed', message: 'Somebody has written into it.' };
    },
  });
  await opened({ of: { kind: 'publish', id: 1 } });
  await settled();
  screen.getByText(/Two texts\./);
  expect(session.outside).toBe(true);
  expect(screen.queryByText('questions/deference.md')).toBeNull();
  openDrafts.current = null;
  session.end();
});

test('what cannot be planned says why, and can be asked again', async () => {
  let fails = true;
  fakeProgram({
    plan_publishing: () => {
      if (fails) throw { code: 'internal', message: 'The folder cannot be written in.' };
      return publishPlan();
    },
  });
  await opened({ of: { kind: 'publish', id: 1 } });
  screen.getByText('The folder cannot be written in.');
  fails = false;
  screen.getByRole('button', { name: 'Try again' }).click();
  await settled();
  screen.getByText('questions/deference.md');
});

test('a response of another is withdrawn only after a second yes', async () => {
  const asked = fakeProgram({
    plan_unpublishing: () => publishPlan(),
    unpublish: ({ yes }) => {
      if (!yes) throw { code: 'not-yours', message: 'This response is signed by Ali Reza, not by you.' };
      return { draft: 8, undo: 4 };
    },
    drafts: () => [],
    keep_note: () => null,
  });
  await opened({ of: { kind: 'unpublish', path: 'responses/attention.md' } });
  screen.getByRole('button', { name: 'Unpublish' }).click();
  await settled();
  expect(dialogs.asking?.text).toMatch(/Ali Reza/);
  dialogs.asking?.answer(true);
  await settled();
  expect(asked.filter(({ command }) => command === 'unpublish').map((it) => it.asked.yes)).toEqual([
    false,
    true,
  ]);
  expect(router.place.route).toEqual({ kind: 'draft', id: 8 });
});

test('the page of a draft that is published is no place to go back to, nor is that of the response once it is undone', async () => {
  fakeProgram({
    plan_publishing: () => publishPlan(),
    publish: () => published,
    drafts: () => [draftRow()],
    keep_note: () => null,
    undo: () => null,
    open_draft: () => draftPage(),
  });
  router.go({ kind: 'draft', id: 1 });
  const { index } = router.place;
  await opened({ of: { kind: 'publish', id: 1 } });
  screen.getByRole('button', { name: 'Publish' }).click();
  await settled();
  expect(router.place).toMatchObject({ index, route: { kind: 'response', path: published.response } });
  notes.shown[0]?.action?.act();
  await settled();
  expect(router.place).toMatchObject({ index, route: { kind: 'draft', id: 1 } });
});

test('a response that was published and taken back is taken back, and nothing else of it can be undone', async () => {
  fakeProgram({
    plan_publishing: () => publishPlan(),
    publish: () => published,
    plan_unpublishing: () => publishPlan(),
    unpublish: () => ({ draft: 1, undo: 4 }),
    drafts: () => [],
    keep_note: () => null,
  });
  await opened({ of: { kind: 'publish', id: 1 } });
  screen.getByRole('button', { name: 'Publish' }).click();
  await settled();
  cleanup();
  await opened({ of: { kind: 'unpublish', path: published.response } });
  screen.getByRole('button', { name: 'Unpublish' }).click();
  await settled();
  expect(notes.shown.filter(({ action }) => action)).toHaveLength(1);
});

test('the page of a response that is withdrawn is no place to go back to', async () => {
  fakeProgram({
    plan_unpublishing: () => publishPlan(),
    unpublish: () => ({ draft: 8, undo: 4 }),
    drafts: () => [],
    keep_note: () => null,
  });
  router.go({ kind: 'response', path: 'responses/attention.md' });
  const { index } = router.place;
  await opened({ of: { kind: 'unpublish', path: 'responses/attention.md' } });
  screen.getByRole('button', { name: 'Unpublish' }).click();
  await settled();
  expect(router.place).toMatchObject({ index, route: { kind: 'draft', id: 8 } });
});
