import { afterEach, beforeEach, expect, test } from 'vitest';

import { pane } from './pane.svelte';
import { Router } from './router.svelte';

let router: Router;
let stop: () => void;

function start() {
  router = new Router();
  stop = router.start();
}

/** History moves later, and says so. */
function moved(): Promise<void> {
  return new Promise((resolve) => addEventListener('popstate', () => resolve(), { once: true }));
}

async function back() {
  const done = moved();
  router.back();
  await done;
}

async function forward() {
  const done = moved();
  router.forward();
  await done;
}

beforeEach(() => {
  sessionStorage.clear();
  history.replaceState(null, '', '#/library');
  pane.element = document.createElement('main');
  document.body.replaceChildren(pane.element);
  start();
});

afterEach(() => stop());

test('it goes, and back, and forward again', async () => {
  router.go({ kind: 'question', path: 'questions/a.md' });
  router.go({ kind: 'response', path: 'responses/b.md' });
  expect(location.hash).toBe('#/response/responses/b.md');
  await back();
  expect(router.place.route).toEqual({ kind: 'question', path: 'questions/a.md' });
  await back();
  expect(router.place.route).toEqual({ kind: 'library' });
  await forward();
  expect(router.place.route).toEqual({ kind: 'question', path: 'questions/a.md' });
});

test('there is no way back from the first page, and no way on from the last', async () => {
  expect([router.canGoBack, router.canGoForward]).toEqual([false, false]);
  router.go({ kind: 'unfiled' });
  expect([router.canGoBack, router.canGoForward]).toEqual([true, false]);
  await back();
  expect([router.canGoBack, router.canGoForward]).toEqual([false, true]);
  router.go({ kind: 'problems' });
  expect(router.canGoForward).toBe(false);
});

test('each place keeps how far it was scrolled', async () => {
  const main = pane.element as HTMLElement;
  main.scrollTop = 740;
  router.go({ kind: 'problems' });
  router.restore();
  expect(main.scrollTop).toBe(0);
  main.scrollTop = 30;
  await back();
  router.restore();
  expect(main.scrollTop).toBe(740);
  await forward();
  router.restore();
  expect(main.scrollTop).toBe(30);
});

test('the link that was followed has the focus again after going back', async () => {
  const main = pane.element as HTMLElement;
  main.innerHTML = '<a href="#/problems">problems</a>';
  main.querySelector('a')?.focus();
  router.go({ kind: 'problems' });
  (document.activeElement as HTMLElement).blur();
  await back();
  router.restore();
  expect(document.activeElement).toBe(main.querySelector('a'));
});

test('typing a query replaces the entry instead of adding one', async () => {
  router.go({ kind: 'search', query: 'a' });
  router.go({ kind: 'search', query: 'ab' }, { replace: true });
  await back();
  expect(router.place.route).toEqual({ kind: 'library' });
});

test('a place that became the one before it is passed with that when going back', async () => {
  router.go({ kind: 'unfiled' });
  router.go({ kind: 'response', path: 'responses/b.md' });
  router.go({ kind: 'draft', id: 1 });
  router.go({ kind: 'response', path: 'responses/b.md' }, { replace: true });
  await back();
  expect(router.place.route).toEqual({ kind: 'unfiled' });
  await forward();
  expect(router.place.route).toEqual({ kind: 'response', path: 'responses/b.md' });
});

test('where what became one place is the first, there is no way back from it', () => {
  router.go({ kind: 'draft', id: 1 });
  router.go({ kind: 'library' }, { replace: true });
  expect(router.canGoBack).toBe(false);
});

test('a jump inside a page can be undone by going back', async () => {
  const main = pane.element as HTMLElement;
  main.scrollTop = 200;
  router.jump(() => (main.scrollTop = 900));
  router.restore();
  expect(main.scrollTop).toBe(900);
  await back();
  router.restore();
  expect([router.place.route.kind, main.scrollTop]).toEqual(['library', 200]);
});

test('after a reload the place, the way back and the scroll are as before', () => {
  router.go({ kind: 'unfiled' });
  (pane.element as HTMLElement).scrollTop = 55;
  dispatchEvent(new Event('pagehide'));
  stop();
  (pane.element as HTMLElement).scrollTop = 0;
  start();
  expect([router.place.route.kind, router.canGoBack]).toEqual(['unfiled', true]);
  router.restore();
  expect((pane.element as HTMLElement).scrollTop).toBe(55);
});

test('another folder begins with no way back into the one before', () => {
  router.go({ kind: 'unfiled' });
  router.restart();
  expect(router.place.route).toEqual({ kind: 'library' });
  expect(router.canGoBack).toBe(false);
});
