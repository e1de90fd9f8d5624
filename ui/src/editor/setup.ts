// Puts the editor together: what is always so, and what a setting changes.
import {
  history,
  historyKeymap,
  moveLineDown,
  moveLineUp,
  redo,
  standardKeymap,
  undo,
} from '@codemirror/commands';
import { deleteMarkupBackward, pasteURLAsLink } from '@codemirror/lang-markdown';
import { closeSearchPanel, findNext, findPrevious, search } from '@codemirror/search';
import { EditorState, type Extension, Prec, type StateCommand } from '@codemirror/state';
import { type Command, EditorView, type KeyBinding, dropCursor, keymap, placeholder } from '@codemirror/view';

import { cycleHeading, toggleList, toggleQuote } from './block-marks';
import { continueBlock } from './enter';
import { findCount } from './find-count';
import { focusMode, typewriterScroll } from './focus';
import { indentItem, outdentItem } from './indent';
import { toggleMark } from './inline-marks';
import { insertFootnote, jumpInFootnote, toggleLink } from './insertions';
import { EDITOR_KEYS, type EditorAction, isMac } from './keys';
import { keysByPlace } from './keys-by-place';
import { look } from './manuscript';
import { phrases } from './phrases';
import { type Check, type KnownWords, spelling } from './spelling';
import { manuscriptLanguage } from './syntax';

/** What is done to the text itself. */
export const TEXT_COMMANDS: Partial<Record<EditorAction, StateCommand>> = {
  bold: toggleMark('bold'),
  italic: toggleMark('italic'),
  heading: cycleHeading,
  quote: toggleQuote,
  bulleted: toggleList('bulleted'),
  numbered: toggleList('numbered'),
  link: toggleLink,
  footnote: insertFootnote,
  'footnote-jump': jumpInFootnote,
  undo,
  redo,
};

/** What is always so. `act` does what a key means and says whether it was anything. */
export function always(act: (action: EditorAction) => boolean): Extension {
  return [
    // The host lets only those styles in that bear its nonce, and gives that to the page's own style element.
    EditorView.cspNonce.of(document.querySelector('style')?.nonce ?? ''),
    manuscriptLanguage(),
    history(),
    dropCursor(),
    EditorView.lineWrapping,
    pasteURLAsLink,
    search({ top: true }),
    findCount(),
    phrases(),
    Prec.high(keymap.of(keysOf(act))),
    keymap.of([...standardKeymap, ...historyKeymap]),
    keysByPlace,
  ];
}

/** Where the panel for finding has the focus, only keys that say so are heard. */
const IN_PANEL_TOO = 'editor search-panel';

function keysOf(act: (action: EditorAction) => boolean): KeyBinding[] {
  const onMac = isMac();
  const table = EDITOR_KEYS.flatMap(({ action, keys, mac }) => {
    // These have no command of their own: pasting hears of its keys itself, and lines are moved below.
    if (action === 'paste-plain' || action === 'move-line') return [];
    const run: Command = () => act(action);
    const scope = action === 'find' ? IN_PANEL_TOO : 'editor';
    return ((onMac && mac) || keys).map((key) => ({ key, run, scope, preventDefault: true }));
  });
  return [
    ...table,
    { key: 'Alt-ArrowUp', run: moveLineUp },
    { key: 'Alt-ArrowDown', run: moveLineDown },
    { key: 'F3', run: findNext, shift: findPrevious, scope: IN_PANEL_TOO, preventDefault: true },
    { key: 'Mod-g', run: findNext, shift: findPrevious, scope: IN_PANEL_TOO, preventDefault: true },
    { key: 'Escape', run: closeSearchPanel, scope: IN_PANEL_TOO },
    { key: 'Enter', run: continueBlock },
    { key: 'Backspace', run: deleteMarkupBackward },
    { key: 'Tab', run: indentItem, shift: outdentItem },
  ];
}

export interface Settings {
  label: string;
  language: string | null;
  readonly: boolean;
  placeholder: string;
  focusMode: boolean;
  typewriter: boolean;
  spelling: { words: KnownWords; check: Check } | null;
}

const RIGHT_TO_LEFT = new Set(['ar', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi']);

export function runsRightToLeft(language: string | null): boolean {
  return RIGHT_TO_LEFT.has(language?.toLowerCase().split(/[-_]/)[0] ?? '');
}

/** What the settings make of the editor. */
export function bySettings(settings: Settings): Extension {
  const rightToLeft = runsRightToLeft(settings.language);
  return [
    EditorView.contentAttributes.of({
      'aria-label': settings.label,
      'aria-readonly': String(settings.readonly),
      dir: rightToLeft ? 'rtl' : 'ltr',
      // It is in the order of Tab anyway; this says so to those that read only attributes.
      tabindex: '0',
      ...(settings.language ? { lang: settings.language } : {}),
    }),
    EditorState.readOnly.of(settings.readonly),
    look(rightToLeft),
    settings.placeholder ? placeholder(settings.placeholder) : [],
    settings.focusMode ? focusMode : [],
    settings.typewriter ? typewriterScroll : [],
    settings.spelling ? spelling(settings.spelling.words, settings.spelling.check) : [],
  ];
}
