import { expect, test } from 'vitest';

import { actionOf } from './keys';

function press(
  key: string,
  init: KeyboardEventInit = {},
  html = '<p>text</p>',
  selector = '*',
  isWriting = false,
) {
  document.body.innerHTML = html;
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  let action: ReturnType<typeof actionOf> = null;
  document.body.addEventListener('keydown', (heard) => (action = actionOf(heard, isWriting)), { once: true });
  document.body.querySelector(selector)?.dispatchEvent(event);
  return action;
}

test.each([
  ['j', 'next-response'],
  ['n', 'next-unread'],
  ['m', 'toggle-read'],
  ['k', 'previous-response'],
  ['/', 'search'],
  ['?', 'keyboard-map'],
  ['F6', 'next-pane'],
  [' ', 'page-down'],
])('%s means %s', (key, action) => {
  expect(press(key)).toBe(action);
});

test.each(['<input>', '<textarea></textarea>', '<select></select>', '<div contenteditable="true"></div>'])(
  'single keys are typed, not obeyed, in %s',
  (html) => {
    expect(['j', 'k', '/', '?', ' '].map((key) => press(key, {}, html))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  },
);

test('where somebody writes, a key alone means nothing, whatever has the focus', () => {
  for (const html of ['<p>text</p>', '<button>x</button>', '<a href="#x">x</a>'])
    for (const key of ['j', 'k', 'n', 'm', 'q', 'e', '0', '1', '/', '?', ' '])
      expect(press(key, {}, html, '*', true)).toBeNull();
  expect(press('f', { ctrlKey: true }, '<p>text</p>', '*', true)).toBe('find');
  expect(press('F6', {}, '<p>text</p>', '*', true)).toBe('next-pane');
});

test('panes can be left from a text field too', () => {
  expect(press('F6', {}, '<input>')).toBe('next-pane');
  expect(press('F6', { shiftKey: true }, '<input>')).toBe('previous-pane');
});

test.each([
  ['F', { ctrlKey: true, shiftKey: true }],
  ['ArrowLeft', { altKey: true }],
  ['=', { ctrlKey: true }],
  ['-', { metaKey: true }],
  ['0', { ctrlKey: true }],
  ['F1', {}],
  ['j', { ctrlKey: true }],
  ['k', { metaKey: true }],
])('%s with %o belongs to the menu and does nothing here', (key, init) => {
  expect(press(key, init)).toBeNull();
});

test('the plus sign and the number pad change the size of text', () => {
  expect(press('+', { ctrlKey: true, shiftKey: true })).toBe('text-larger');
  expect(press('-', { ctrlKey: true, code: 'NumpadSubtract' })).toBe('text-smaller');
  expect(press('0', { ctrlKey: true, code: 'Numpad0' })).toBe('text-normal');
});

test('the page finds its own words', () => {
  expect(press('f', { ctrlKey: true }, '<input>')).toBe('find');
  expect(press('f', { metaKey: true })).toBe('find');
  expect(press('f')).toBeNull();
});

test('space presses what can be pressed', () => {
  expect(press(' ', {}, '<button>x</button>')).toBeNull();
  expect(press(' ', {}, '<a href="#x">x</a>')).toBe('page-down');
  expect(press(' ', { shiftKey: true })).toBe('page-up');
});

test('a key in the midst of composing a character means nothing', () => {
  expect(press('j', { isComposing: true })).toBeNull();
});
