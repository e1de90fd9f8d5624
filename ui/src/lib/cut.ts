// A tooltip where a text is cut off, and none where it would only say again what stands there.
import type { Attachment } from 'svelte/attachments';

/** Shows `text` over an element that has no room for all of it. */
export function titleWhereCut(text: string): Attachment<HTMLElement> {
  return (element) => {
    const look = () => {
      // Letters may reach a pixel below their line.
      const isCut =
        element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1;
      if (isCut) element.title = text;
      else element.removeAttribute('title');
    };
    element.addEventListener('pointerenter', look);
    return () => element.removeEventListener('pointerenter', look);
  };
}
