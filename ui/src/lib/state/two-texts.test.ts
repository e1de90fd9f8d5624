// The program has another text of a draft than this window.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { cameIn, draftPage, kept } from '../../testing/examples';
import { later, fakeProgram, type Asked } from '../../testing/fake-program';

import type { SaveState, Typed, Written } from '$lib/program/wire';
import { changed } from '$lib/text/change-sets';

import { DraftSession } from './draft-session.svelte';

/** What the program holds of the draft. */
let text: string;
let next: number;
/** What the next attempts come to. */
let failures: string[];
let heard: { command: string; asked: Asked }[];

function answer(with_: Partial<SaveState> = {}): SaveState {
  return kept({ sequence: next, saved: null, ...with_ });
}

function commands(): string[] {
  return heard.map(({ command }) => command);
}

beforeEach(() => {
  vi.useFakeTimers();
  text = 'Courts ';
  next = 20;
  failures = [];
});

afterEach(() => void vi.useRealTimers());

/** The program has `other`, and brings it together with what is written here as that says. */
function apartWith(other: string, together: (asked: Asked) => SaveState | Promise<SaveState>) {
  heard = fakeProgram({
    type_draft: ({ typed }) => {
      if (text === other) throw { code: 'out-of-step', message: 'Out of step.' };
      const sent = typed as Typed;
      if (sent.kind === 'body') text = changed(text, sent.changes);
      next += 1;
      return answer();
    },
    bring_together: together,
    save_draft: () => answer({ saved: 1 }),
    close_draft: () => null,
  });
  text = other;
  next = 20;
}

test('what is typed while two texts are brought together finds its place in what comes of them', async () => {
  const answered = later<null>();
  apartWith('Most courts', async () => {
    await answered.promise;
    text = 'Most Courts defer';
    next += 1;
    return answer({ merged: cameIn('Most ') });
  });
  let here = 'Courts ';
  const session = new DraftSession(draftPage({ sequence: 4, body: here }));
  session.onmerged = ({ changes }) => (here = changed(here, changes));
  session.change([[7, 7, 'defer']]);
  here += 'defer';
  await vi.advanceTimersByTimeAsync(300);
  session.change([[12, 12, ' too']]);
  here += ' too';
  answered.keep(null);
  await vi.advanceTimersByTimeAsync(2000);
  const { base, mine } = heard.find(({ command }) => command === 'bring_together')?.asked as Record<
    string,
    Written
  >;
  expect([base?.body, mine?.body]).toEqual(['Courts ', 'Courts defer']);
  expect([here, text]).toEqual(['Most Courts defer too', 'Most Courts defer too']);
  expect(session.unsent).toBe(false);
  session.end();
});

test('a title that is typed while two texts are brought together stands', async () => {
  const answered = later<null>();
  const before = draftPage().fields;
  apartWith('Most courts', async () => {
    await answered.promise;
    next += 1;
    const fields = { ...before, title: 'Theirs', thesis: 'Mine.', language: 'fr' };
    return answer({ merged: cameIn('Most ', { fields, keys: ['title', 'lang'] }) });
  });
  text = 'Most courts';
  const session = new DraftSession(draftPage({ sequence: 4 }));
  session.setFields({ ...before, thesis: 'Mine.' });
  await vi.advanceTimersByTimeAsync(300);
  session.setFields({ ...before, thesis: 'Mine.', title: 'Deference' });
  answered.keep(null);
  await vi.advanceTimersByTimeAsync(0);
  text = '';
  await vi.advanceTimersByTimeAsync(2000);
  const sent = heard.filter(({ command }) => command === 'type_draft').at(-1)?.asked.typed as Typed;
  const fields = { ...before, thesis: 'Mine.', title: 'Deference', language: 'fr' };
  expect(sent).toEqual({ kind: 'fields', fields });
  session.end();
});

test('two texts that could not be brought together are tried again with all that was typed since', async () => {
  apartWith('Most courts', ({ mine }) => {
    const failure = failures.shift();
    if (failure) throw { code: 'desk', message: failure };
    text = (mine as Written).body;
    next += 1;
    return answer();
  });
  failures = ['The disk is full.'];
  const session = new DraftSession(draftPage({ sequence: 4, body: text }));
  session.change([[0, 0, 'One. ']]);
  await vi.advanceTimersByTimeAsync(300);
  expect(session.failure).toBe('The disk is full.');
  session.change([[0, 0, 'Two. ']]);
  expect(await session.leave()).toBe(true);
  expect(text).toBe('Two. One. Most courts');
  expect(commands().slice(-2)).toEqual(['save_draft', 'close_draft']);
});

test('edits that came into another text than this one are not put into this one', async () => {
  fakeProgram({
    save_draft: () => answer({ saved: 1, merged: next === 20 ? cameIn('Most ') : null }),
    bring_together: () => {
      next = 21;
      return answer({ merged: cameIn('Many ') });
    },
  });
  const session = new DraftSession(draftPage({ sequence: 4 }));
  const came: string[] = [];
  session.onmerged = ({ changes }) => came.push(...changes.map(([, , word]) => word));
  const saving = session.save();
  await vi.advanceTimersByTimeAsync(500);
  expect(await saving).toBe(true);
  expect(came).toEqual(['Many ']);
});

test('an answer that counts further than what was sent leads to the text that the program has', async () => {
  apartWith('Most courts', () => answer({ merged: cameIn('Most ') }));
  const session = new DraftSession(draftPage({ sequence: 4 }));
  let news = 0;
  session.onmerged = () => (news += 1);
  const saving = session.save();
  await vi.advanceTimersByTimeAsync(500);
  expect(await saving).toBe(true);
  expect(news).toBe(1);
  expect(commands()).toEqual(['save_draft', 'bring_together', 'save_draft']);
});
