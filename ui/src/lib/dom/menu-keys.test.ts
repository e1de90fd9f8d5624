import { expect, test } from 'vitest';

import { menuItemByPlace } from './menu-keys';

function pressed(key: string, code: string, held: KeyboardEventInit = {}): string | null {
  return menuItemByPlace(new KeyboardEvent('keydown', { key, code, ctrlKey: true, ...held }));
}

test('under a keyboard of another script alone, the menu’s keys go by their places', () => {
  expect(pressed('А', 'KeyF', { shiftKey: true })).toBe('search');
  expect(pressed('в', 'KeyD')).toBe('new-draft');
  expect(pressed('ω', 'KeyV')).toBe('edit-paste');
  expect(pressed('Ω', 'KeyV', { shiftKey: true })).toBe('edit-paste');
  expect(pressed('ч', 'KeyX')).toBe('edit-cut');
});

test('a key that has a Latin name is left to the menu', () => {
  expect(pressed('F', 'KeyF', { shiftKey: true })).toBeNull();
  expect(pressed('d', 'KeyH')).toBeNull();
  expect(pressed("'", 'KeyQ')).toBeNull();
});

test('without Ctrl, or with Alt, it is no key of the menu', () => {
  expect(pressed('в', 'KeyD', { ctrlKey: false })).toBeNull();
  expect(pressed('в', 'KeyD', { altKey: true })).toBeNull();
});
