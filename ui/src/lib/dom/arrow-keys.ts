// The arrow keys in a column of buttons.

/** Goes to the next or previous button of `column`, or to its first or last; says whether it was such a key. */
export function moveBetween(event: KeyboardEvent, column: HTMLElement): boolean {
  const buttons = [...column.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const places: Record<string, number> = {
    ArrowDown: (at + 1) % buttons.length,
    ArrowUp: (Math.max(at, 0) + buttons.length - 1) % buttons.length,
    Home: 0,
    End: buttons.length - 1,
  };
  const next = buttons[places[event.key] ?? -1];
  if (!next) return false;
  event.preventDefault();
  next.focus();
  return true;
}
