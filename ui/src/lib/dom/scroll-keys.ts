// Keys that scroll the text from wherever the focus is: after a click in the left column, too.

/** Pixels that an arrow key scrolls. */
const LINE = 40;
/** Of the pane's height, so that the last lines stay in view. */
const PAGE = 0.9;

/** Scrolls `pane` where the focus is outside of it and belongs to nothing that takes such keys. True where it did. */
export function scrollByKey(event: KeyboardEvent, pane: HTMLElement | null): boolean {
  const { target } = event;
  if (!pane || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey)
    return false;
  if (!(target instanceof Element) || pane.contains(target) || takesKeys(target)) return false;
  const by: Record<string, number> = {
    ArrowDown: LINE,
    ArrowUp: -LINE,
    PageDown: pane.clientHeight * PAGE,
    PageUp: -pane.clientHeight * PAGE,
    End: pane.scrollHeight,
    Home: -pane.scrollHeight,
  };
  const top = by[event.key];
  if (top === undefined) return false;
  pane.scrollBy({ top });
  return true;
}

/** Fields, menus and dialogs go by these keys themselves. */
function takesKeys(target: Element): boolean {
  if (target instanceof HTMLElement && target.isContentEditable) return true;
  return (
    target.closest('input, textarea, select, dialog, [popover], [role="menu"], [role="tablist"]') !== null
  );
}
