import { expect, test } from 'vitest';

import { watchKeyboard } from './keyboard';
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

/** Russian, Greek, Hebrew and Arabic keyboards as WebKitGTK reports them: a key in its own script, without a number. */
test.each([
  ['о', 'KeyJ', 'next-response'],
  ['л', 'KeyK', 'previous-response'],
  ['т', 'KeyN', 'next-unread'],
  ['ь', 'KeyM', 'toggle-read'],
  ['й', 'KeyQ', 'quote'],
  ['ξ', 'KeyJ', 'next-response'],
  ['μ', 'KeyM', 'toggle-read'],
  ['מ', 'KeyN', 'next-unread'],
  ['ى', 'KeyN', 'next-unread'],
  ['ظ', 'Slash', 'search'],
  ['ノ', 'KeyK', 'previous-response'],
])('%s at the place of %s means %s', (key, code, action) => {
  expect(press(key, { code })).toBe(action);
  expect(press(key, { code }, '<input>')).toBeNull();
});

test('with Ctrl, a key goes by its place under another script', () => {
  for (const key of ['а', 'А', 'φ', 'כ', 'ب'])
    expect(press(key, { code: 'KeyF', ctrlKey: true }, '<input>')).toBe('find');
  expect(press('Й', { code: 'KeyQ', ctrlKey: true, shiftKey: true })).toBe('quote');
  expect(press('а', { code: 'KeyF', ctrlKey: true, shiftKey: true })).toBeNull();
});

test('a Latin layout that moves letters goes by what is written on its keys', () => {
  // Dvorak: J is at C, and the place of J has H.
  expect(press('j', { code: 'KeyC' })).toBe('next-response');
  expect(press('h', { code: 'KeyJ' })).toBeNull();
  expect(press('u', { code: 'KeyF', ctrlKey: true })).toBeNull();
  expect(press("'", { code: 'KeyQ' })).toBeNull();
  // AZERTY: the place of M has a comma, that of Q an A.
  expect(press(',', { code: 'KeyM' })).toBeNull();
  expect(press('a', { code: 'KeyQ' })).toBeNull();
  expect(press('m', { code: 'Semicolon' })).toBe('toggle-read');
  // QWERTZ: the slash is above the 7.
  expect(press('/', { code: 'Digit7', shiftKey: true })).toBe('search');
  expect(press('ö', { code: 'Semicolon' })).toBeNull();
  expect(press('ß', { code: 'Minus' })).toBeNull();
});

test('the row of digits is known by its place where it types something else', () => {
  expect(press('&', { code: 'Digit1' })).toBe('take-mine');
  expect(press('é', { code: 'Digit2' })).toBe('take-theirs');
  expect(press('1', { code: 'Digit1', shiftKey: true })).toBe('take-mine');
  expect(press('à', { code: 'Digit0', ctrlKey: true })).toBe('text-normal');
  expect(press('۰', { code: 'Digit0', ctrlKey: true })).toBe('text-normal');
  expect(press('!', { code: 'Digit1', shiftKey: true })).toBeNull();
});

test('what stands beside the letters of another script goes by its place too, once such a letter was typed', () => {
  const stop = watchKeyboard();
  expect(press('.', { code: 'Slash' })).toBeNull();
  expect(press('ш', { code: 'KeyI' })).toBeNull();
  expect(press('.', { code: 'Slash' })).toBe('search');
  expect(press(',', { code: 'Slash', shiftKey: true })).toBe('keyboard-map');
  expect(press(';', { code: 'KeyQ' })).toBe('quote');
  expect(press('i', { code: 'KeyI' })).toBeNull();
  expect(press('.', { code: 'Slash' })).toBeNull();
  stop();
});

test('a sign that AltGr chooses is no command', () => {
  const stop = watchKeyboard();
  expect(press('μ', { code: 'KeyM', modifierAltGraph: true })).toBeNull();
  press('AltGraph', { code: 'AltRight' });
  expect(press('μ', { code: 'KeyM' })).toBeNull();
  document.body.dispatchEvent(new KeyboardEvent('keyup', { key: 'AltGraph', bubbles: true }));
  expect(press('μ', { code: 'KeyM' })).toBe('toggle-read');
  stop();
});
