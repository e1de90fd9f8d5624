import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { cameIn, draftPage } from '../../testing/examples';
import { later, fakeProgram, type Asked } from '../../testing/fake-program';

import type { DraftFields, SaveState, Typed } from '$lib/program/wire';
import { changed, type Piece } from '$lib/text/change-sets';

import { DraftSession } from './draft-session.svelte';

/** What the program holds of the draft. */
let text: string;
let fields: DraftFields | null;
let next: number;
/** What the next sendings come to, instead of arriving. */
let failures: string[];
let heard: { command: string; asked: Asked }[];
let trouble: string | null;

function kept(saved: number | null): SaveState {
  return { sequence: next, saved, trouble, outside: false, merged: null };
}

function typeDraft({ sequence, typed }: Asked): SaveState {
  const failure = failures.shift();
  if (failure) throw { code: 'internal', message: failure };
  if (sequence !== next)
    throw { code: 'internal', message: `expected ${next}, was told ${String(sequence)}` };
  const sent = typed as Typed;
  if (sent.kind === 'body') text = changed(text, sent.changes as Piece[]);
  else fields = sent.fields;
  next += 1;
  return kept(null);
}

/** A session at a draft whose next change is the fourth. */
function sat(): DraftSession {
  return new DraftSession(draftPage({ sequence: 4 }));
}

function commands(): string[] {
  return heard.map(({ command }) => command);
}

/** Types `word` letter by letter at the end of `at`, one letter every `every` milliseconds. */
async function write(session: DraftSession, word: string, at: number, every: number) {
  for (const [index, letter] of [...word].entries()) {
    session.change([[at + index, at + index, letter]]);
    await vi.advanceTimersByTimeAsync(every);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  text = 'Courts ';
  fields = null;
  next = 4;
  failures = [];
  trouble = null;
  heard = fakeProgram({
    type_draft: typeDraft,
    save_draft: () => kept(trouble ? null : Date.now()),
    close_draft: () => null,
  });
});

afterEach(() => void vi.useRealTimers());

test('after a pause what was typed is sent as one change, and then saved', async () => {
  const session = sat();
  await write(session, 'defer', 7, 50);
  expect(commands()).toEqual([]);
  await vi.advanceTimersByTimeAsync(250);
  expect(text).toBe('Courts defer');
  expect(commands()).toEqual(['type_draft']);
  expect(session.unsaved).toBe(true);
  await vi.advanceTimersByTimeAsync(1500);
  expect(commands()).toEqual(['type_draft', 'save_draft']);
  expect(session.unsaved).toBe(false);
  expect(session.savedAt).not.toBeNull();
});

test('while typing goes on nothing waits longer than a second', async () => {
  const session = sat();
  await write(session, 'x'.repeat(60), 7, 100);
  expect(text.length).toBeGreaterThanOrEqual(7 + 50);
  expect(commands().filter((command) => command === 'type_draft').length).toBeLessThanOrEqual(7);
});

test('a draft in which nothing was typed is not said to be saved', async () => {
  const session = sat();
  expect(await session.save()).toBe(true);
  expect(session.savedAt).toBeNull();
});

test('typing without a pause is saved all the same', async () => {
  const session = sat();
  await write(session, 'x'.repeat(110), 7, 100);
  expect(commands()).toContain('save_draft');
  session.end();
});

test('one change is on its way at a time, and what comes meanwhile follows it', async () => {
  let arrive: () => void = () => undefined;
  heard = fakeProgram({
    type_draft: async (asked) => {
      await new Promise<void>((resolve) => (arrive = resolve));
      return typeDraft(asked);
    },
    save_draft: () => kept(Date.now()),
  });
  const session = sat();
  session.change([[7, 7, 'defer']]);
  await vi.advanceTimersByTimeAsync(300);
  session.change([[12, 12, ' too']]);
  session.change([[0, 6, 'Judges']]);
  await vi.advanceTimersByTimeAsync(900);
  expect(commands()).toEqual(['type_draft']);
  arrive();
  await vi.advanceTimersByTimeAsync(250);
  expect(heard.map(({ asked }) => asked.sequence)).toEqual([4, 5]);
  arrive();
  await vi.advanceTimersByTimeAsync(0);
  expect(text).toBe('Judges defer too');
  session.end();
});

test('what fails is said, tried again ever more rarely, and nothing of it is lost', async () => {
  failures = ['The journal cannot be written.', 'The journal cannot be written.'];
  const session = sat();
  session.change([[7, 7, 'defer']]);
  await vi.advanceTimersByTimeAsync(250);
  expect(session.failure).toBe('The journal cannot be written.');
  session.change([[12, 12, ' too']]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(commands().filter((command) => command === 'type_draft')).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(2500);
  expect(text).toBe('Courts defer too');
  expect(session.failure).toBeNull();
  expect(session.unsent).toBe(false);
});

test('the person can ask for another try at once', async () => {
  failures = ['No.'];
  const session = sat();
  session.change([[7, 7, 'defer']]);
  await vi.advanceTimersByTimeAsync(250);
  expect(await session.retry()).toBe(true);
  expect(text).toBe('Courts defer');
});

test('a file that cannot be saved is told of until it can', async () => {
  trouble = 'The disk is full.';
  const session = sat();
  session.change([[7, 7, 'defer']]);
  await vi.advanceTimersByTimeAsync(1600);
  expect(session.trouble).toBe('The disk is full.');
  expect(session.unsent).toBe(false);
  trouble = null;
  await vi.advanceTimersByTimeAsync(3000);
  expect(session.trouble).toBeNull();
  expect(session.savedAt).not.toBeNull();
});

test('of fields only the last state is sent', async () => {
  const session = sat();
  const written = { title: '', thesis: '', stance: '', description: '', contributors: [], language: '' };
  session.setFields({ ...written, title: 'D' });
  session.setFields({ ...written, title: 'Deference' });
  await vi.advanceTimersByTimeAsync(250);
  expect(fields?.title).toBe('Deference');
  expect(commands()).toEqual(['type_draft']);
  session.end();
});

test('leaving sends, saves and closes, in this order', async () => {
  const session = sat();
  session.change([[7, 7, 'defer']]);
  session.setFields({
    title: 'T',
    thesis: '',
    stance: '',
    description: '',
    contributors: [],
    language: '',
  });
  expect(await session.leave()).toBe(true);
  expect(commands()).toEqual(['type_draft', 'type_draft', 'save_draft', 'close_draft']);
});

test('leaving while nothing can be sent goes on trying, and closes when it succeeds', async () => {
  failures = ['No.', 'No.'];
  const session = sat();
  session.change([[7, 7, 'defer']]);
  expect(await session.leave()).toBe(false);
  await vi.advanceTimersByTimeAsync(5000);
  expect(text).toBe('Courts defer');
  expect(commands().at(-1)).toBe('close_draft');
});

test('a draft that has been published is neither saved nor closed', async () => {
  const session = sat();
  session.change([[7, 7, 'defer']]);
  session.end();
  await session.leave();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(commands()).toEqual([]);
});

/** Saving finds that somebody else has put `word` at the beginning, and takes that into the text. */
async function savedWith(word: string): Promise<SaveState> {
  // As long as the disk takes.
  await new Promise((resolve) => setTimeout(resolve, 100));
  text = word + text;
  next += 1;
  return { ...kept(Date.now()), merged: cameIn(word) };
}

test('what somebody else has changed comes in while typing goes on, and both find their places', async () => {
  heard = fakeProgram({
    type_draft: typeDraft,
    save_draft: () => savedWith('Most '),
    close_draft: () => null,
  });
  let here = 'Courts ';
  const session = sat();
  session.onmerged = ({ changes }) => (here = changed(here, changes));
  const saving = session.save();
  for (const letter of 'defer') {
    session.change([[here.length, here.length, letter]]);
    here += letter;
  }
  await vi.advanceTimersByTimeAsync(150);
  await saving;
  expect(here).toBe('Most Courts defer');
  await session.flush();
  expect(text).toBe('Most Courts defer');
});

/** What a draft's fields come to in the program while they are saved here: somebody else has changed `keys` to what `theirs` says. */
async function typedWhile(theirs: Partial<DraftFields>, keys: string[], typed: Partial<DraftFields>) {
  const before = draftPage().fields;
  const answered = later<SaveState>();
  heard = fakeProgram({ type_draft: typeDraft, save_draft: () => answered.promise, close_draft: () => null });
  const session = sat();
  const came: Partial<DraftFields>[] = [];
  session.onmerged = (edits) => came.push(edits.fields);
  const saving = session.save();
  await vi.advanceTimersByTimeAsync(0);
  session.setFields({ ...before, ...typed });
  next += 1;
  answered.keep({ ...kept(null), merged: cameIn('', { fields: { ...before, ...theirs }, keys }) });
  await vi.advanceTimersByTimeAsync(0);
  expect(await session.flush()).toBe(true);
  await saving;
  return { came };
}

test('a language that somebody else has set stands when a title was typed meanwhile', async () => {
  const { came } = await typedWhile({ language: 'fr' }, ['lang', 'responds-to'], { title: 'Deference' });
  expect(fields).toMatchObject({ title: 'Deference', language: 'fr' });
  expect(came).toEqual([{ language: 'fr' }]);
});

test('a title that is being typed stands when somebody else has changed it too, and their other fields come in', async () => {
  const theirs = { title: 'Theirs', contributors: ['jane-doe', 'ali-reza'] };
  const { came } = await typedWhile(theirs, ['title', 'contributors'], { title: 'Deference' });
  expect(fields).toMatchObject({ title: 'Deference', contributors: ['jane-doe', 'ali-reza'] });
  expect(came).toEqual([{ contributors: ['jane-doe', 'ali-reza'] }]);
});

test('nothing is sent while the file is saved', async () => {
  heard = fakeProgram({
    type_draft: typeDraft,
    save_draft: () => savedWith('Most '),
    close_draft: () => null,
  });
  const session = sat();
  const saving = session.save();
  await vi.advanceTimersByTimeAsync(10);
  session.change([[7, 7, 'defer']]);
  const sending = session.flush();
  await vi.advanceTimersByTimeAsync(50);
  expect(commands()).toEqual(['save_draft']);
  await vi.advanceTimersByTimeAsync(100);
  await saving;
  expect(await sending).toBe(true);
  expect(text).toBe('Most Courts defer');
});

test('who comes back at once waits until the draft has been closed', async () => {
  const answered = later<null>();
  heard = fakeProgram({
    type_draft: typeDraft,
    save_draft: () => kept(Date.now()),
    close_draft: () => answered.promise,
  });
  const session = sat();
  void session.leave();
  await vi.advanceTimersByTimeAsync(0);
  let isBack = false;
  const back = session.leave().then((gone) => (isBack = gone));
  await vi.advanceTimersByTimeAsync(10);
  expect(isBack).toBe(false);
  answered.keep(null);
  await back;
  expect(isBack).toBe(true);
  expect(commands()).toEqual(['close_draft']);
});

test('what is typed goes to the folder of the draft, whichever is open', async () => {
  const session = new DraftSession(draftPage({ folder: 7, sequence: 4 }));
  session.change([[0, 0, 'All ']]);
  await session.leave();
  expect(heard.map(({ asked }) => asked.folder)).toEqual([7, 7, 7]);
});

test('an answer that comes late says nothing of what was typed after it', async () => {
  const saved = later<SaveState>();
  heard = fakeProgram({ type_draft: typeDraft, save_draft: () => saved.promise, close_draft: () => null });
  const session = sat();
  const saving = session.save();
  await vi.advanceTimersByTimeAsync(0);
  const asOfThen = kept(Date.now());
  session.change([[0, 0, 'All ']]);
  await vi.advanceTimersByTimeAsync(300);
  saved.keep(asOfThen);
  await saving;
  expect(session.unsaved).toBe(true);
  session.change([[0, 0, 'Yes: ']]);
  await vi.advanceTimersByTimeAsync(300);
  expect(text).toBe('Yes: All Courts ');
});

test('a program that does not answer is told of, until it does', async () => {
  const answered = later<SaveState>();
  heard = fakeProgram({ type_draft: () => answered.promise, save_draft: () => kept(Date.now()) });
  const session = sat();
  session.change([[0, 0, 'All ']]);
  await vi.advanceTimersByTimeAsync(6000);
  expect(session.failure).toMatch(/does not answer/);
  next += 1;
  answered.keep(kept(null));
  await vi.advanceTimersByTimeAsync(10);
  expect(session.failure).toBeNull();
});
