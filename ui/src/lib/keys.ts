// The keys that belong to the page, and the map of all keys. Those with Ctrl or Cmd belong to the menu.
import { m } from './paraglide/messages';

export type KeyAction =
  'next-response' | 'previous-response' | 'search' | 'keyboard-map' | 'next-pane' | 'previous-pane';

const SINGLE: Record<string, KeyAction> = {
  j: 'next-response',
  k: 'previous-response',
  '/': 'search',
  '?': 'keyboard-map',
};

/** What a key press means; null where it belongs to a text field, to the menu or to nobody. */
export function actionOf(event: KeyboardEvent): KeyAction | null {
  if (event.defaultPrevented || event.isComposing) return null;
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === 'F6') return event.shiftKey ? 'previous-pane' : 'next-pane';
  if (isTyping(event.target)) return null;
  return SINGLE[event.key] ?? null;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches('input, textarea, select, [contenteditable=""], [contenteditable="true"]')
  );
}

export interface KeyLine {
  keys: string[];
  what: string;
}

/** The key map, as it is shown. */
export function keyMap(platform: string): KeyLine[] {
  const mac = platform === 'macos';
  const command = mac ? '⌘' : 'Ctrl';
  return [
    { keys: ['J'], what: m.key_next() },
    { keys: ['K'], what: m.key_previous() },
    { keys: ['Space'], what: m.key_page() },
    { keys: ['/', `${command} ⇧ F`], what: m.key_search() },
    { keys: mac ? ['⌘ ['] : ['Alt ←'], what: m.key_back() },
    { keys: mac ? ['⌘ ]'] : ['Alt →'], what: m.key_forward() },
    { keys: ['F6', '⇧ F6'], what: m.key_panes() },
    { keys: ['Esc'], what: m.key_escape() },
    { keys: [`${command} +`, `${command} −`, `${command} 0`], what: m.key_size() },
    { keys: ['?', 'F1'], what: m.key_keyboard() },
  ];
}
