// The keys of the editor, in one table: what its key map, its toolbar and the list of all keys are made of.
import { m } from '$lib/paraglide/messages';

export type EditorAction =
  | 'bold'
  | 'italic'
  | 'heading'
  | 'quote'
  | 'bulleted'
  | 'numbered'
  | 'link'
  | 'footnote'
  | 'footnote-jump'
  | 'find'
  | 'outline'
  | 'focus'
  | 'typewriter'
  | 'spelling'
  | 'paste-plain'
  | 'move-line'
  | 'undo'
  | 'redo';

export interface EditorKey {
  action: EditorAction;
  /** In CodeMirror's notation, where `Mod` is Ctrl, and Cmd on a Mac. */
  keys: string[];
  /** Where a Mac keeps the others for itself. */
  mac?: string[];
  what: () => string;
}

export const EDITOR_KEYS: readonly EditorKey[] = [
  { action: 'bold', keys: ['Mod-b'], what: m.editor_bold },
  { action: 'italic', keys: ['Mod-i'], what: m.editor_italic },
  { action: 'heading', keys: ['Mod-Shift-h'], what: m.editor_heading },
  { action: 'quote', keys: ['Mod-Shift-9'], what: m.editor_quote },
  { action: 'bulleted', keys: ['Mod-Shift-8'], what: m.editor_bulleted },
  { action: 'numbered', keys: ['Mod-Shift-7'], what: m.editor_numbered },
  { action: 'link', keys: ['Mod-k'], what: m.editor_link },
  { action: 'footnote', keys: ['Mod-Alt-f'], what: m.editor_footnote },
  { action: 'footnote-jump', keys: ['Mod-Shift-j'], what: m.editor_footnote_jump },
  { action: 'spelling', keys: ['Mod-.', 'Alt-Enter'], what: m.editor_spelling },
  { action: 'paste-plain', keys: ['Mod-Shift-v'], what: m.editor_paste_plain },
  { action: 'move-line', keys: ['Alt-ArrowUp', 'Alt-ArrowDown'], what: m.editor_move_line },
  { action: 'find', keys: ['Mod-f'], what: m.editor_find },
  { action: 'outline', keys: ['Mod-Shift-l'], what: m.editor_outline },
  { action: 'focus', keys: ['F8'], what: m.focus_mode },
  { action: 'typewriter', keys: ['F9'], what: m.typewriter },
  { action: 'undo', keys: ['Mod-z'], what: m.editor_undo },
  { action: 'redo', keys: ['Mod-y', 'Mod-Shift-z'], mac: ['Mod-Shift-z'], what: m.editor_redo },
];

const SIGNS: Record<string, [mac: string, other: string]> = {
  Mod: ['⌘', 'Ctrl'],
  Shift: ['⇧', 'Shift'],
  Alt: ['⌥', 'Alt'],
  Enter: ['↩', 'Enter'],
  ArrowUp: ['↑', '↑'],
  ArrowDown: ['↓', '↓'],
};
/** The order in which a Mac names the keys that are held. */
const MAC_ORDER = ['Alt', 'Shift', 'Mod'];

/** `Mod-Shift-h` as a person knows it: `Ctrl+Shift+H` or `⇧⌘H`. */
export function shownKey(key: string, mac: boolean): string {
  const parts = key.split(/-(?!$)/);
  const last = parts.pop() ?? '';
  const held = mac ? MAC_ORDER.filter((name) => parts.includes(name)) : parts;
  const shown = [...held, last].map((name) => SIGNS[name]?.[mac ? 0 : 1] ?? name.toUpperCase());
  return shown.join(mac ? '' : '+');
}

/** The keys of an action on this system, as a person knows them. */
export function shownKeys(action: EditorAction, mac: boolean): string[] {
  const found = EDITOR_KEYS.find((key) => key.action === action);
  return ((mac && found?.mac) || found?.keys || []).map((key) => shownKey(key, mac));
}

/** The lines for the list of all keys; `platform` as the program names it. */
export function editorKeyMap(platform: string): { keys: string[]; what: string }[] {
  const mac = platform === 'macos';
  return EDITOR_KEYS.map(({ action, what }) => ({ keys: shownKeys(action, mac), what: what() }));
}

export function isMac(): boolean {
  return /Mac/.test(navigator.platform);
}
