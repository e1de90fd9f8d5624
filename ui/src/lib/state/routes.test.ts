import { expect, test } from 'vitest';

import { addressOf, routeFrom, routeTo, type Route } from './routes';

const routes: Route[] = [
  { kind: 'library' },
  { kind: 'question', path: '_arguendo-questions/mali.md' },
  { kind: 'response', path: 'responses/l’été 100%/é#1?.md' },
  { kind: 'contributor', path: 'contributors/a b.md' },
  { kind: 'search', query: 'a/b & "c" #d' },
  { kind: 'search', query: '' },
  { kind: 'unfiled' },
  { kind: 'unpublished' },
  { kind: 'problems' },
  { kind: 'activity' },
  { kind: 'drafts' },
  { kind: 'sharing' },
  { kind: 'draft', id: 42 },
  { kind: 'shared', path: '_drafts/arguendo/à la carte.md' },
];

test.each(routes)('the address of $kind leads back to it', (route) => {
  expect(routeFrom(addressOf(route))).toEqual(route);
});

test('slashes of a path stay readable', () => {
  expect(addressOf({ kind: 'question', path: 'questions/x y.md' })).toBe('#/question/questions/x%20y.md');
});

test.each(['', '#', '#/nowhere', '#/question/', '#heading', '#/settings/x', '#/draft/x'])(
  '%s leads to the library',
  (address) => {
    expect(routeFrom(address)).toEqual({ kind: 'library' });
  },
);

test('an address that is no proper code is taken as it stands', () => {
  expect(routeFrom('#/search/100%')).toEqual({ kind: 'search', query: '100%' });
});

test('a draft is read as a response, and what has no page leads nowhere', () => {
  expect(routeTo({ kind: 'draft', path: 'drafts/a.md' })).toEqual({ kind: 'shared', path: 'drafts/a.md' });
  expect(routeTo({ kind: 'other', path: 'x' })).toBeNull();
});
