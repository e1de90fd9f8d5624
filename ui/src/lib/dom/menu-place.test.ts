import { expect, test } from 'vitest';

import { placeMenu } from './menu-place';

/** Where a menu of 200 by 100 pixels opens in a window of 1024 by 768. */
function placed(spot: Parameters<typeof placeMenu>[1], direction = 'ltr'): string {
  const menu = document.createElement('div');
  menu.style.direction = direction;
  menu.getBoundingClientRect = () => new DOMRect(0, 0, 200, 100);
  document.body.replaceChildren(menu);
  placeMenu(menu, spot);
  return menu.style.getPropertyValue('inset').replace(' auto auto', '');
}

test('a menu opens below, and above where there is no room', () => {
  expect(placed({ left: 50, right: 90, top: 100, bottom: 120 })).toBe('124px 50px');
  expect(placed({ left: 50, right: 90, top: 700, bottom: 720 })).toBe('596px 50px');
});

test('it begins where the line does, and never leaves the window', () => {
  expect(placed({ left: 500, right: 540, top: 100, bottom: 120 }, 'rtl')).toBe('124px 340px');
  expect(placed({ left: 1000, top: 100, bottom: 100 })).toBe('104px 820px');
  expect(placed({ left: 10, right: 40, top: 100, bottom: 120 }, 'rtl')).toBe('124px 4px');
});
