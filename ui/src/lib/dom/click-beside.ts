// Closes a dialog that is clicked beside.
import type { Attachment } from 'svelte/attachments';

/**
 * Calls `close` for a click that begins and ends beside the dialog. One that selects words and ends outside is none, nor one on
 * a place of the dialog itself that holds nothing.
 */
export function clickedOutside(close: () => void): Attachment<HTMLDialogElement> {
  return (dialog) => {
    let began = false;
    const isOutside = ({ target, clientX: x, clientY: y }: MouseEvent): boolean => {
      const { left, right, top, bottom } = dialog.getBoundingClientRect();
      return target === dialog && (x < left || x > right || y < top || y > bottom);
    };
    const press = (event: MouseEvent) => (began = isOutside(event));
    const click = (event: MouseEvent) => {
      if (began && isOutside(event)) close();
      began = false;
    };
    dialog.addEventListener('mousedown', press);
    dialog.addEventListener('click', click);
    return () => {
      dialog.removeEventListener('mousedown', press);
      dialog.removeEventListener('click', click);
    };
  };
}
