import { afterEach, beforeEach, expect, test } from 'vitest';

import { conflictPage, draftPage, kept, touchingPart, windowState } from '../../testing/examples';
import { later, fakeProgram, settled, type Asked } from '../../testing/fake-program';

import type { SaveState, Settled } from '$lib/program/wire';
import type { ConflictChoices } from '$lib/state/conflict-choices.svelte';
import { conflicts } from '$lib/state/conflicts.svelte';
import { folder } from '$lib/state/folder.svelte';
import { notes } from '$lib/state/notes.svelte';
import { openDrafts } from '$lib/state/open-drafts.svelte';
import { router } from '$lib/state/router.svelte';

import { settle } from './settle';

const done: Settled = { undo: 7, draft: 1, file: 'drafts/attention.md', removedCopy: false };
const second = touchingPart({ mine: 'Second.', theirs: 'Second, or not.' });
const page = conflictPage({ parts: [touchingPart(), second] });

let heard: { command: string; asked: Asked }[];
let outcome: () => Settled | Promise<Settled>;
let typing: () => SaveState;

beforeEach(() => {
  localStorage.clear();
  folder.take(windowState());
  outcome = () => done;
  typing = () => kept();
  heard = fakeProgram({
    conflicts: () => [],
    drafts: () => [],
    settle_conflict: () => outcome(),
    undo: () => undefined as never,
    keep_note: () => undefined as never,
    type_draft: () => typing(),
    save_draft: () => kept(),
  });
});

afterEach(async () => {
  await settled();
  conflicts.leave();
  notes.shown = [];
  folder.window = null;
});

/** Something chosen for one part, and own words for the other. */
function chosen(): ConflictChoices {
  const choices = conflicts.begin(page);
  const [one, other] = choices.parts;
  if (!one || !other) throw new Error('there are not two parts');
  choices.take(one, 'mine');
  choices.take(other, 'edit');
  choices.write(other, 'In other words.');
  return choices;
}

function openAnother() {
  const own = windowState().folder;
  folder.take(windowState({ folder: own && { ...own, number: 2, place: '~/other' } }));
  conflicts.leave();
  router.go({ kind: 'conflicts' });
}

async function takeBack() {
  notes.shown.at(-1)?.action?.act();
  await settled();
  await settled();
}

const asked = (command: string) => heard.find((one) => one.command === command)?.asked;

test('a settlement that is taken back brings its choices and words with it', async () => {
  const { settlement } = chosen();
  await settle(conflicts.begin(page));
  expect(conflicts.begin(page).open).toHaveLength(2);
  conflicts.leave();
  await takeBack();
  expect(location.hash).toBe('#/conflict/draft%3A1');
  expect(conflicts.begin(page).settlement).toEqual(settlement);
  // The same after a crash.
  conflicts.leave();
  expect(conflicts.begin(page).settlement).toEqual(settlement);
});

test('of a settlement that is taken back, choices come only for parts that are as they were', async () => {
  await settle(chosen());
  await takeBack();
  const now = conflictPage({ token: 'second', parts: [touchingPart({ theirs: 'New.' }), second] });
  const choices = conflicts.begin(now);
  expect(choices.open.map(({ number }) => number)).toEqual([0]);
  expect(choices.settlement.parts).toEqual([{ number: 1, text: 'In other words.' }]);
});

test('what was chosen since in the same conflict stands when an earlier settlement is taken back', async () => {
  await settle(chosen());
  const since = conflicts.begin(page);
  for (const part of since.parts) since.take(part, 'theirs');
  await takeBack();
  expect(conflicts.begin(page)).toBe(since);
});

test('what is taken back after another folder was opened is told of, and shows nothing there', async () => {
  const { settlement } = chosen();
  await settle(conflicts.begin(page));
  openAnother();
  await takeBack();
  expect(asked('undo')).toEqual({ folder: 1, undo: 7 });
  expect(notes.shown.at(-1)?.text).toBe('Undone');
  expect(location.hash).toBe('#/conflicts');
  // Its choices wait in its own folder, and are none about the draft of the same number here.
  expect(conflicts.begin(conflictPage({ ...page, folder: 2 })).open).toHaveLength(2);
  folder.take(windowState());
  conflicts.leave();
  expect(conflicts.begin(page).settlement).toEqual(settlement);
});

test('what is settled only after another folder was opened is told of, and shows nothing there', async () => {
  const answered = later<Settled>();
  outcome = () => answered.promise;
  const ending = settle(chosen());
  openAnother();
  const here = conflicts.begin(conflictPage({ ...page, folder: 2 }));
  for (const part of here.parts) here.take(part, 'theirs');
  answered.keep(done);
  await ending;
  expect(notes.shown.at(-1)?.text).toMatch(/^Settled/);
  expect(location.hash).toBe('#/conflicts');
  expect(conflicts.begin(conflictPage({ ...page, folder: 2 }))).toBe(here);
});

test('words that the folder that was left still waits for keep its settlement from being taken back', async () => {
  await settle(chosen());
  const session = openDrafts.begin(draftPage());
  session.change([[0, 0, 'Since then. ']]);
  typing = () => {
    throw { code: 'desk', message: 'The disk is full.' };
  };
  openAnother();
  await takeBack();
  expect(asked('undo')).toBeUndefined();
  session.end();
});
