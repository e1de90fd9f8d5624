// Texts that have no room: cut between two words, or with a tooltip where the webview has cut them.
import type { Attachment } from 'svelte/attachments';

import { wholeWords } from '$lib/text/folding';

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

/** `text`, or as many of its words as have room in so many characters. A word that is longer than that is cut. */
export function cutAtWord(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const words = wholeWords(characters.slice(0, most + 1).join('')).replace(/[\s,;:–—-]+$/u, '');
  return `${words}…`;
}
