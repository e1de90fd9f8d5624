import { expect, test } from 'vitest';

import { EDITOR_KEYS, editorKeyMap, shownKey, shownKeys } from './keys';

test('keys are shown as a person knows them', () => {
  expect(shownKey('Mod-Shift-h', false)).toBe('Ctrl+Shift+H');
  expect(shownKey('Mod-Alt-f', true)).toBe('⌥⌘F');
  expect(shownKey('Alt-ArrowUp', false)).toBe('Alt+↑');
  expect(shownKeys('quote', true)).toEqual(['⇧⌘9']);
  expect(shownKeys('quote', false)).toEqual(['Ctrl+Shift+9']);
});

test('no two actions have the same key', () => {
  for (const mac of [false, true]) {
    const keys = EDITOR_KEYS.flatMap(({ action }) => shownKeys(action, mac));
    expect(new Set(keys).size).toBe(keys.length);
  }
});

test('every action has a line in the map of keys', () => {
  expect(editorKeyMap('linux')).toContainEqual({ keys: ['Ctrl+B'], what: 'Bold' });
  expect(editorKeyMap('macos').every(({ keys, what }) => keys.length > 0 && what !== '')).toBe(true);
});
