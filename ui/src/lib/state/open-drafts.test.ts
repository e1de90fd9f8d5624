import { afterEach, beforeEach, expect, test } from 'vitest';

import { draftPage, draftRow, kept, openDraft } from '../../testing/examples';
import { later, fakeProgram, settled, type Asked } from '../../testing/fake-program';

import { share } from '$lib/actions/draft-actions';
import type { OpenedDraft } from '$lib/program/wire';

import { dialogs } from './dialogs.svelte';
import { OpenDrafts, openDrafts } from './open-drafts.svelte';

let heard: { command: string; asked: Asked }[];
let refuses: boolean;

function commands(): string[] {
  return heard.map(({ command }) => command);
}

beforeEach(() => {
  refuses = false;
  heard = fakeProgram({
    type_draft: () => {
      if (refuses) throw { code: 'writing', message: 'The disk is full.' };
      return kept({ saved: null });
    },
    save_draft: () => kept({ saved: Date.now() }),
    close_draft: () => null,
    closing_heard: () => null,
    ready_to_close: () => null,
    let_go_of_folder: () => null,
    share_draft: () => 'drafts/attention.md',
    open_draft: () => draftPage({ sequence: 9 }),
    drafts: () => [],
    keep_note: () => null,
  });
});

afterEach(() => {
  openDrafts.current = null;
  dialogs.asking = null;
});

test('a folder that was left is let go of when the program has its last word', async () => {
  const all = new OpenDrafts();
  const session = all.begin(draftPage({ folder: 3 }));
  session.change([[0, 0, 'Last ']]);
  all.leaveFolder(3);
  expect(commands()).not.toContain('let_go_of_folder');
  await all.leave(session);
  await settled();
  expect(commands()).toEqual(['type_draft', 'save_draft', 'close_draft', 'let_go_of_folder']);
  expect(heard.every(({ asked }) => asked.folder === 3)).toBe(true);
});

test('the program hears at once that the page sees to the end, also while the person is asked', async () => {
  const all = new OpenDrafts();
  const session = all.begin(draftPage());
  refuses = true;
  session.change([[0, 0, 'Unkept ']]);
  const closed = all.close();
  await settled();
  await settled();
  expect(commands()[0]).toBe('closing_heard');
  expect(dialogs.asking).not.toBeNull();
  // Asked once more, it is heard once more, and the person is not asked twice.
  const question = dialogs.asking;
  await all.close();
  expect(dialogs.asking).toBe(question);
  dialogs.asking?.answer(false);
  await closed;
  expect(commands()).not.toContain('ready_to_close');
  session.end();
});

test('what was typed in the very last moment is sent before the window closes', async () => {
  const all = new OpenDrafts();
  const session = all.begin(draftPage());
  all.current = openDraft(session, { flush: () => session.change([[0, 0, 'Just now ']]) });
  await all.close();
  expect(commands()).toEqual(['closing_heard', 'type_draft', 'save_draft', 'ready_to_close']);
  session.end();
});

test('what is typed while the window is to close is sent too, and nobody is asked', async () => {
  const all = new OpenDrafts();
  const session = all.begin(draftPage());
  let keys = 3;
  all.current = openDraft(session, {
    flush: () => void (keys-- > 0 && session.change([[0, 0, 'More ']])),
  });
  session.change([[0, 0, 'First ']]);
  const closed = all.close();
  session.change([[0, 0, 'Under way ']]);
  await closed;
  expect(session.unsent).toBe(false);
  expect(dialogs.asking).toBeNull();
  expect(commands().at(-1)).toBe('ready_to_close');
  session.end();
});

test('a draft that is shared while it is open is shown anew, and nothing is typed meanwhile', async () => {
  const session = openDrafts.begin(draftPage());
  const opened = later<OpenedDraft>();
  openDrafts.current = {
    ...openDraft(session),
    replaceBy: async (asking) => {
      opened.keep(await asking());
      return true;
    },
  };
  const shared = share(draftRow());
  await settled();
  dialogs.asking?.answer(true);
  expect((await opened.promise).sequence).toBe(9);
  await shared;
  expect(commands().slice(0, 2)).toEqual(['share_draft', 'open_draft']);
  session.end();
});
