// What the pointer is on in the text that is written.
import type { EditorView } from '@codemirror/view';

/** Whether the pointer is on the letters beside `place`: the blank beyond a line's end has the place of its end, too. */
export function isOnLetters(
  view: EditorView,
  place: number,
  { clientX: x, clientY: y }: MouseEvent,
): boolean {
  const isWithin = (from: number, to: number) => {
    const [start, end] = [view.coordsAtPos(from, 1), view.coordsAtPos(to, -1)];
    if (!start || !end) return false;
    const [left, right] = [Math.min(start.left, end.left), Math.max(start.right, end.right)];
    return x >= left && x <= right && y >= start.top && y <= end.bottom;
  };
  const { doc } = view.state;
  return (place > 0 && isWithin(place - 1, place)) || (place < doc.length && isWithin(place, place + 1));
}
