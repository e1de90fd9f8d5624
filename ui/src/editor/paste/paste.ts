// Turns what was copied in a word processor or on a web page into Markdown.
import { tidy } from './clean';
import { escapeText } from './escape';
import { type Note, takeNotes } from './notes';
import { render } from './render';
import { makeWordLists } from './word';

export interface Pasted {
  /** The Markdown of what was copied, without the footnotes' texts. */
  text: string;
  /** The footnotes' texts, `[^1]: …`, a blank line between each two; empty where there are none. */
  notes: string;
}

/** Reads HTML without running or loading anything of it. Footnotes are numbered from `firstNote` on. */
export function pasteHtml(html: string, firstNote = 1): Pasted {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const notes = takeNotes(body, firstNote);
  const text = markdownOf(body);
  return { text, notes: notes.map(noteText).join('\n\n') };
}

function markdownOf(root: HTMLElement): string {
  makeWordLists(root);
  tidy(root);
  escapeText(root);
  return render(root);
}

function noteText({ label, content }: Note): string {
  const lines = markdownOf(content).split('\n');
  // Further paragraphs of a footnote are indented by four spaces.
  return `[^${label}]: ${lines.map((line, at) => (at === 0 || line === '' ? line : `    ${line}`)).join('\n')}`;
}
