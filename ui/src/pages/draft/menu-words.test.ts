import { expect, test } from 'vitest';

import { EDITOR_KEYS } from '../../editor/keys';

import { m } from '$lib/paraglide/messages';

/** The program's menu has these, in `menu/actions.rs`, with capitals. */
const MENU = {
  'Save a version…': m.name_version,
  Versions: m.versions,
  'Focus on the paragraph': m.focus_mode,
  'Typewriter scrolling': m.typewriter,
};

test('the page of a draft calls things what the menu calls them', () => {
  for (const [words, onPage] of Object.entries(MENU)) expect(onPage()).toBe(words);
  const inEditor = (action: string) => EDITOR_KEYS.find((key) => key.action === action)?.what();
  expect(inEditor('focus')).toBe(m.focus_mode());
  expect(inEditor('typewriter')).toBe(m.typewriter());
});
