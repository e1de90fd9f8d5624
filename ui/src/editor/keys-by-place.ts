// The editor's keys under a keyboard of another script, where CodeMirror knows them by what they type alone.
import { ViewPlugin, runScopeHandlers } from '@codemirror/view';

import { choosesSign, placeOf } from '$lib/dom/keyboard';

/** Heard where the text and its panel have left a key alone. */
export const keysByPlace = ViewPlugin.define((view) => {
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || choosesSign(event)) return;
    if (!event.ctrlKey && !event.metaKey) return;
    const key = placeOf(event);
    if (key === null) return;
    const inText = event.target instanceof Node && view.contentDOM.contains(event.target);
    const named = namedSo(event, key);
    if (runScopeHandlers(view, named, inText ? 'editor' : 'search-panel')) event.preventDefault();
  };
  view.dom.addEventListener('keydown', press);
  return { destroy: () => view.dom.removeEventListener('keydown', press) };
});

/** The same press, under another name. */
function namedSo(event: KeyboardEvent, key: string): KeyboardEvent {
  const { code, ctrlKey, metaKey, shiftKey, altKey } = event;
  // What is written on a key without Shift is known from its number alone.
  const keyCode = /^(?:Key|Digit)(.)$/.exec(code)?.[1]?.charCodeAt(0) ?? 0;
  return new KeyboardEvent('keydown', { key, code, keyCode, ctrlKey, metaKey, shiftKey, altKey });
}
