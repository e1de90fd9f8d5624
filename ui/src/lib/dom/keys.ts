// The keys that belong to the page, and the map of all keys. Those with Ctrl or Cmd belong to the menu.
import { m } from '$lib/paraglide/messages';

import { choosesSign, namesOf } from './keyboard';

export type KeyAction =
  | 'next-response'
  | 'previous-response'
  | 'search'
  | 'keyboard-map'
  | 'next-pane'
  | 'previous-pane'
  | 'find'
  | 'page-down'
  | 'page-up'
  | 'text-larger'
  | 'text-smaller'
  | 'text-normal'
  | 'quote'
  | 'next-unread'
  | 'toggle-read'
  | 'take-merged'
  | 'take-mine'
  | 'take-theirs'
  | 'take-both'
  | 'edit-part'
  | 'settle';

/**
 * With Ctrl or Cmd. The menu has =, - and 0, and hears of them where a key types them: 0 is here for the keyboards on which
 * the place of 0 types something else.
 */
const WITH_COMMAND: Record<string, KeyAction> = {
  '+': 'text-larger',
  f: 'find',
  Enter: 'settle',
};
const WITH_COMMAND_BY_PLACE: Record<string, KeyAction> = { 0: 'text-normal' };
const WITH_COMMAND_AND_SHIFT: Record<string, KeyAction> = {
  '+': 'text-larger',
  Q: 'quote',
  Enter: 'settle',
};
const ON_NUMBER_PAD: Record<string, KeyAction> = {
  NumpadAdd: 'text-larger',
  NumpadSubtract: 'text-smaller',
  Numpad0: 'text-normal',
};

const SINGLE: Record<string, KeyAction> = {
  j: 'next-response',
  k: 'previous-response',
  q: 'quote',
  n: 'next-unread',
  m: 'toggle-read',
  0: 'take-merged',
  1: 'take-mine',
  2: 'take-theirs',
  3: 'take-both',
  4: 'edit-part',
  e: 'edit-part',
  '/': 'search',
  '?': 'keyboard-map',
};

/**
 * What a key press means; null where it belongs to a text field, to the menu or to nobody. Where somebody writes, no key alone
 * means anything: one that misses its field must not lead away from it.
 */
export function actionOf(event: KeyboardEvent, isWriting = false): KeyAction | null {
  if (event.defaultPrevented || event.isComposing) return null;
  if (event.altKey || choosesSign(event)) return null;
  if (event.ctrlKey || event.metaKey) return withCommand(event);
  if (event.key === 'F6') return event.shiftKey ? 'previous-pane' : 'next-pane';
  if (isWriting || isTyping(event.target)) return null;
  if (event.key === ' ')
    return pressesSomething(event.target) ? null : event.shiftKey ? 'page-up' : 'page-down';
  // Caps Lock makes a capital of a key that means the same.
  return firstOf(SINGLE, namesOf(event), event.shiftKey ? same : lower);
}

function withCommand(event: KeyboardEvent): KeyAction | null {
  const pad = ON_NUMBER_PAD[event.code];
  if (pad) return pad;
  const names = namesOf(event);
  if (event.shiftKey) return firstOf(WITH_COMMAND_AND_SHIFT, names, upper);
  return firstOf(WITH_COMMAND, names, lower) ?? firstOf(WITH_COMMAND_BY_PLACE, names.slice(1), same);
}

function firstOf(
  table: Record<string, KeyAction>,
  names: string[],
  cased: (name: string) => string,
): KeyAction | null {
  const found = names.find((name) => Object.hasOwn(table, cased(name)));
  return (found !== undefined && table[cased(found)]) || null;
}

const same = (name: string) => name;
const lower = (name: string) => (name.length === 1 ? name.toLowerCase() : name);
const upper = (name: string) => (name.length === 1 ? name.toUpperCase() : name);

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches('input, textarea, select, [contenteditable=""], [contenteditable="true"]')
  );
}

/** Space belongs to what it presses. */
function pressesSomething(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, summary, dialog, [popover]') !== null;
}

export interface KeyLine {
  keys: string[];
  what: string;
}

/** The key map, as it is shown. */
export function keyMap(platform: string): KeyLine[] {
  const mac = platform === 'macos';
  return [
    { keys: ['J'], what: m.key_next() },
    { keys: ['K'], what: m.key_previous() },
    { keys: ['N'], what: m.key_next_unread() },
    { keys: ['M'], what: m.key_toggle_read() },
    { keys: ['Space'], what: m.key_page() },
    { keys: ['/', mac ? '⌘⇧F' : 'Ctrl+Shift+F'], what: m.key_search() },
    { keys: [mac ? '⌘F' : 'Ctrl+F'], what: m.key_find() },
    { keys: mac ? ['⌘['] : ['Alt+←'], what: m.key_back() },
    { keys: mac ? ['⌘]'] : ['Alt+→'], what: m.key_forward() },
    { keys: ['Q', mac ? '⌘⇧Q' : 'Ctrl+Shift+Q'], what: m.key_quote() },
    { keys: ['1', '2', '3'], what: m.key_take() },
    { keys: ['4', 'E'], what: m.key_edit_part() },
    { keys: ['J', 'K'], what: m.key_unsettled() },
    { keys: [mac ? '⌘↩' : 'Ctrl+Enter'], what: m.key_settle() },
    { keys: ['F6', mac ? '⇧F6' : 'Shift+F6'], what: m.key_panes() },
    { keys: ['Esc'], what: m.key_escape() },
    { keys: mac ? ['⌘+', '⌘−', '⌘0'] : ['Ctrl++', 'Ctrl+−', 'Ctrl+0'], what: m.key_size() },
    { keys: ['?', 'F1'], what: m.key_keyboard() },
  ];
}
