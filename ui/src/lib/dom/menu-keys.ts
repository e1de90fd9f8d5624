// The keys of the native menu, and those by which the system edits, under a keyboard on which Linux does not know them: one that
// types another script alone.
import { choosesSign, placeOf } from './keyboard';

/** The menu's items by the key's name, a capital with Shift. The `edit-` ones have no key in the menu: they are the system's. */
const ITEMS: Readonly<Record<string, string>> = {
  a: 'edit-select-all',
  c: 'edit-copy',
  v: 'edit-paste',
  V: 'edit-paste',
  x: 'edit-cut',
  y: 'edit-redo',
  z: 'edit-undo',
  Z: 'edit-redo',
  d: 'new-draft',
  D: 'drafts',
  F: 'search',
  O: 'open-folder',
  q: 'quit',
  S: 'save-version',
};

/** The item of the menu that a key means by its place; null where the key has a name of its own, or is nobody's. */
export function menuItemByPlace(event: KeyboardEvent): string | null {
  if (event.defaultPrevented || event.isComposing || event.altKey || choosesSign(event)) return null;
  if (!event.ctrlKey) return null;
  const place = placeOf(event);
  return (place !== null && ITEMS[place]) || null;
}
