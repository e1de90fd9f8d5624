import { expect, test } from 'vitest';

import { draftPage } from '../testing/examples';

import { titleOf } from './window-title';

test('the window is called as what it shows, and as a draft is while its title is typed', () => {
  const page = draftPage();
  expect(titleOf({ kind: 'draft', page }, 'Seminar')).toBe('Attention — Seminar');
  expect(titleOf({ kind: 'draft', page }, 'Seminar', 'On water')).toBe('On water — Seminar');
  expect(titleOf({ kind: 'draft', page }, 'Seminar', '')).toBe('Untitled — Seminar');
  expect(titleOf({ kind: 'drafts' }, 'Seminar', 'On water')).toBe('Drafts — Seminar');
  expect(titleOf(null, 'Seminar')).toBe('Seminar');
});
