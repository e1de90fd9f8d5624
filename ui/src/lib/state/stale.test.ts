import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { conflictPage, conflictRow, library, questionPage, windowState } from '../../testing/examples';
import { fakeProgram, settled } from '../../testing/fake-program';

import type { Stale } from '$lib/program/wire';

import { folder } from './folder.svelte';
import { page } from './page.svelte';
import { router } from './router.svelte';
import type { Route } from './routes';
import { among, heed, ofDocument, whenStale } from './stale';

const QUESTION = 'questions/deference.md';

let asked: { command: string }[];

beforeEach(() => {
  folder.window = windowState();
  asked = fakeProgram({
    library: () => library(),
    drafts: () => [],
    group_drafts: () => [],
    conflicts: () => [],
    news: () => ({ since: null, unread: [], fresh: 0 }),
    today: () => ({ day: '2026-05-24', turns: Number.MAX_SAFE_INTEGER }),
    question: () => questionPage(),
    activity: () => [],
    records: () => [],
    what_is_new: () => ({ since: null, totals: [0, 0, 0, 0] }) as never,
    unfiled: () => [],
    search: ({ query }) => ({ query: String(query), total: 0, more: false, hits: [], hides: false }),
    conflict: () => conflictPage({ row: conflictRow({ draft: 7 }) }),
  });
});

afterEach(() => {
  page.leave();
  folder.window = null;
});

async function at(route: Route): Promise<void> {
  router.go(route);
  await page.show(router.place);
  await settled();
  asked.length = 0;
}

/** What is asked again, each command once. */
async function askedAfter(...stale: Stale[]): Promise<string[]> {
  asked.length = 0;
  heed(stale);
  await settled();
  return [...new Set(asked.map(({ command }) => command))].sort();
}

const of = (path: string): Stale => ({ kind: 'documents', paths: [path] });

/** Each kind, and what the window asks again because of it, whichever page is open. */
const ALWAYS: [Stale, string[]][] = [
  [{ kind: 'library' }, ['library']],
  [of(QUESTION), []],
  [{ kind: 'drafts' }, ['drafts']],
  [{ kind: 'draft', id: 1 }, []],
  [{ kind: 'group-drafts' }, ['group_drafts']],
  [{ kind: 'conflicts' }, ['conflicts']],
  [{ kind: 'news' }, ['news']],
  [{ kind: 'records' }, []],
  [{ kind: 'activity' }, []],
  [{ kind: 'everything' }, ['conflicts', 'drafts', 'group_drafts', 'library', 'today']],
];

test.each(ALWAYS)(
  '%j has the window ask for what it shows of it, and for nothing else',
  async (stale, again) => {
    await at({ kind: 'library' });
    expect(await askedAfter(stale)).toEqual(again);
  },
);

/** Each page, what makes it stale, and what it asks then. */
const PAGES: [Route, Stale[], string[]][] = [
  [{ kind: 'question', path: QUESTION }, [of(QUESTION)], ['question']],
  [{ kind: 'activity' }, [{ kind: 'records' }, { kind: 'activity' }], ['activity', 'records']],
  [{ kind: 'news' }, [{ kind: 'news' }], ['what_is_new']],
  [{ kind: 'unfiled' }, [{ kind: 'library' }], ['unfiled']],
  [{ kind: 'search', query: 'law' }, [{ kind: 'library' }, of('responses/b.md')], ['search']],
  [{ kind: 'conflict', key: 'draft 7' }, [{ kind: 'draft', id: 7 }, of('drafts/copy.md')], ['conflict']],
];

test.each(PAGES)(
  'the page %j asks again when one of %j is stale, and only then',
  async (route, names, again) => {
    await at(route);
    for (const [stale, always] of ALWAYS.filter(([{ kind }]) => kind !== 'everything')) {
      const isNamed = names.some(({ kind }) => kind === stale.kind);
      // Another document, and another draft, are none of its.
      const own = isNamed ? (names.find(({ kind }) => kind === stale.kind) ?? stale) : stale;
      expect(await askedAfter(own), stale.kind).toEqual([...always, ...(isNamed ? again : [])].sort());
    }
  },
);

test('another document, and another draft, leave a page as it is', async () => {
  await at({ kind: 'question', path: QUESTION });
  expect(await askedAfter(of('questions/other.md'))).toEqual([]);
  await at({ kind: 'conflict', key: 'draft 7' });
  expect(await askedAfter({ kind: 'draft', id: 8 })).toEqual([]);
});

test('several kinds at once have each reading asked once', async () => {
  await at({ kind: 'search', query: 'law' });
  heed([{ kind: 'library' }, of('responses/b.md'), { kind: 'conflicts' }]);
  await settled();
  expect(asked.map(({ command }) => command).sort()).toEqual(['conflicts', 'library', 'search']);
});

test('a panel asks again while it is there, and no longer', () => {
  const again = vi.fn();
  const stop = whenStale(ofDocument(QUESTION), again);
  heed([of('questions/other.md')]);
  expect(again).toHaveBeenCalledTimes(0);
  heed([of(QUESTION), { kind: 'records' }]);
  expect(again).toHaveBeenCalledTimes(1);
  stop();
  heed([of(QUESTION)]);
  expect(again).toHaveBeenCalledTimes(1);
});

test('a panel that shows one kind is not asked for another', () => {
  const again = vi.fn();
  const stop = whenStale(among('news', 'records'), again);
  heed([{ kind: 'activity' }]);
  expect(again).not.toHaveBeenCalled();
  heed([{ kind: 'records' }]);
  expect(again).toHaveBeenCalledOnce();
  stop();
});
