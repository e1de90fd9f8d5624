import { beforeEach, expect, test, vi } from 'vitest';

import { draftPage, questionPage, responsePage } from '../../testing/examples';
import { later, fakeProgram, settled } from '../../testing/fake-program';

import type { QuestionPage, SearchResults, Stale } from '$lib/program/wire';

import { Page } from './page.svelte';
import { pane } from './pane.svelte';
import { router } from './router.svelte';

let page: Page;

const everything: Stale = { kind: 'everything' };

/** As when the program says that this is stale. */
async function heed(...stale: Stale[]): Promise<void> {
  if (stale.some((one) => page.shows(one))) await page.refresh();
}

function go(route: Parameters<typeof router.go>[0]) {
  router.go(route);
  return page.show(router.place);
}

beforeEach(() => {
  pane.element = document.createElement('main');
  document.body.replaceChildren(pane.element);
  page = new Page();
});

test('the page before stays until the next one is here', async () => {
  const slow = later<QuestionPage>();
  fakeProgram({ unfiled: () => [], question: () => slow.promise });
  await go({ kind: 'unfiled' });
  const going = go({ kind: 'question', path: 'questions/deference.md' });
  expect(page.content?.kind).toBe('unfiled');
  slow.keep(questionPage());
  await going;
  expect(page.content?.kind).toBe('question');
});

test('a draft that is being written is not asked for anew', async () => {
  const asked = fakeProgram({ open_draft: () => draftPage() });
  await go({ kind: 'draft', id: 1 });
  await heed(everything);
  await page.refresh();
  expect(asked.map(({ command }) => command)).toEqual(['open_draft']);
});

test('a shared draft is opened by its path, and is a draft from then on', async () => {
  const asked = fakeProgram({
    take_up_draft: () => 1,
    drafts: () => [],
    group_drafts: () => [],
    open_draft: () => draftPage(),
  });
  await go({ kind: 'shared', path: 'drafts/listening.md' });
  expect(asked[0]).toEqual({ command: 'take_up_draft', asked: { path: 'drafts/listening.md' } });
  expect(router.place.route).toEqual({ kind: 'draft', id: 1 });
  await page.show(router.place);
  expect(page.content?.kind).toBe('draft');
});

test('a shared draft that has left the folder is told to be gone', async () => {
  fakeProgram({ take_up_draft: () => Promise.reject({ code: 'not-found', message: 'There is no draft' }) });
  await go({ kind: 'shared', path: 'drafts/listening.md' });
  expect(page.content).toMatchObject({ kind: 'gone', route: { kind: 'shared' } });
});

test('back to a draft that is published by now is forward to the response', async () => {
  const response = 'responses/attention.md';
  fakeProgram({
    open_draft: () => Promise.reject({ code: 'desk', message: 'This draft is published, or put away.' }),
    draft_standing: () => ({ publishedAs: response, putAway: false }),
    response: () => responsePage(),
  });
  await go({ kind: 'draft', id: 1 });
  expect(router.place.route).toEqual({ kind: 'response', path: response });
  await page.show(router.place);
  expect(page.content?.kind).toBe('response');
});

test('a draft that was put away is looked for among the drafts, and another failure stays one', async () => {
  const refused = () => Promise.reject({ code: 'desk', message: 'This draft is published, or put away.' });
  fakeProgram({ open_draft: refused, draft_standing: () => ({ publishedAs: null, putAway: true }) });
  await go({ kind: 'draft', id: 1 });
  expect(router.place.route).toEqual({ kind: 'drafts' });
  fakeProgram({ open_draft: refused, draft_standing: () => ({ publishedAs: null, putAway: false }) });
  await go({ kind: 'draft', id: 2 });
  expect(page.content).toMatchObject({ kind: 'failed', failure: { code: 'desk' } });
});

test('an old answer never replaces a newer one', async () => {
  const answers = { a: later<SearchResults>(), ab: later<SearchResults>() };
  fakeProgram({ search: ({ query }) => answers[query as 'a' | 'ab'].promise });
  void go({ kind: 'search', query: 'a' });
  void go({ kind: 'search', query: 'ab' });
  answers.ab.keep({ query: 'ab', total: 0, more: false, hits: [], hides: false });
  await settled();
  answers.a.keep({ query: 'a', total: 1, more: false, hits: [], hides: false });
  await settled();
  expect(page.content).toMatchObject({ kind: 'search', results: { query: 'ab' } });
});

test('an old failure does not replace a newer answer either', async () => {
  const slow = later<never>();
  fakeProgram({
    unfiled: () => slow.promise.then(() => Promise.reject(new Error('late'))),
    problems: () => [],
  });
  void go({ kind: 'unfiled' });
  void go({ kind: 'problems' });
  await settled();
  slow.keep(undefined as never);
  await settled();
  expect(page.content?.kind).toBe('problems');
});

test('who goes back before the answer is here is not taken to it', async () => {
  const slow = later<QuestionPage>();
  fakeProgram({ unfiled: () => [], question: () => slow.promise });
  await go({ kind: 'unfiled' });
  void go({ kind: 'question', path: 'questions/deference.md' });
  void go({ kind: 'unfiled' });
  slow.keep(questionPage());
  await settled();
  expect(page.content?.kind).toBe('unfiled');
});

test('a change in the folder does not keep the person from the page that was asked for', async () => {
  const slow = later<QuestionPage>();
  fakeProgram({ unfiled: () => [], question: () => slow.promise });
  await go({ kind: 'unfiled' });
  const going = go({ kind: 'question', path: 'questions/deference.md' });
  const heeding = heed(everything);
  slow.keep(questionPage());
  await Promise.all([going, heeding]);
  expect(page.address).toBe('#/question/questions/deference.md');
  expect(page.content?.kind).toBe('question');
});

test('an empty search asks nothing', async () => {
  const asked = fakeProgram({});
  await go({ kind: 'search', query: '  ' });
  expect(asked).toEqual([]);
  expect(page.content).toMatchObject({ kind: 'search', results: { hits: [] } });
});

test('a document that is not there is said to be gone', async () => {
  fakeProgram({ response: () => null, hidden_by: () => null });
  await go({ kind: 'response', path: 'responses/no.md' });
  expect(page.content).toMatchObject({ kind: 'gone', route: { path: 'responses/no.md' } });
});

test('a document that is there, and hidden for now, is told from one that is gone', async () => {
  const question = { kind: 'question', path: 'questions/why.md', title: 'Why?' };
  fakeProgram({ response: () => null, hidden_by: () => question });
  await go({ kind: 'response', path: 'responses/theirs.md' });
  expect(page.content).toEqual({ kind: 'hidden', question });
});

test('a failure is shown with the program’s own words', async () => {
  fakeProgram({
    problems: () => {
      throw { code: 'mirror', message: 'The mirror cannot be read.' };
    },
  });
  await go({ kind: 'problems' });
  expect(page.content).toEqual({
    kind: 'failed',
    failure: { code: 'mirror', message: 'The mirror cannot be read.' },
  });
});

test('what is shown is asked again when it is named as stale, and only then', async () => {
  let html = '<p>old</p>';
  const asked = fakeProgram({ response: () => responsePage({ html }) });
  await go({ kind: 'response', path: 'responses/expertise.md' });
  html = '<p>new</p>';
  await heed({ kind: 'library' }, { kind: 'documents', paths: ['responses/other.md'] });
  expect(asked).toHaveLength(1);
  await heed({ kind: 'documents', paths: ['responses/expertise.md'] });
  expect(page.content).toMatchObject({ kind: 'response', page: { html: '<p>new</p>' } });
  await heed(everything);
  expect(asked).toHaveLength(3);
});

test('asking again keeps the scroll and does not count as going somewhere', async () => {
  fakeProgram({ response: () => responsePage() });
  await go({ kind: 'response', path: 'responses/expertise.md' });
  const main = pane.element as HTMLElement;
  main.scrollTop = 480;
  const { key } = router.place;
  await heed(everything);
  expect([main.scrollTop, router.place.key]).toEqual([480, key]);
});

test('a document that vanishes while it is shown gives way to a calm page', async () => {
  let here = true;
  fakeProgram({ response: () => (here ? responsePage() : null), hidden_by: () => null });
  await go({ kind: 'response', path: 'responses/expertise.md' });
  here = false;
  await heed({ kind: 'documents', paths: ['responses/expertise.md'] });
  expect(page.content?.kind).toBe('gone');
});

test('a jump inside the page that is shown asks nothing', async () => {
  const asked = fakeProgram({ response: () => responsePage() });
  await go({ kind: 'response', path: 'responses/expertise.md' });
  const restore = vi.spyOn(router, 'restore');
  await go(router.place.route);
  expect(asked).toHaveLength(1);
  expect(restore).toHaveBeenCalledOnce();
});
