// Turns what was copied in a word processor or on a web page into Markdown.
import { tidy } from './clean';
import { escapeText } from './escape';
import { keepIndents } from './lines';
import { keepLetters } from './lists';
import { type Note, takeNotes } from './notes';
import { partLines } from './plain';
import { takeDeleted, takeRemarks } from './remarks';
import { render } from './render';
import { dissolveLayouts } from './tables';
import { makeWordLists } from './word-lists';

export interface Pasted {
  /** The Markdown of what was copied, without the footnotes' texts. */
  text: string;
  /** The footnotes' texts, `[^1]: …`, a blank line between each two; empty where there are none. */
  notes: string;
  leftOut: LeftOut;
}

/** What of a text did not come along, each with how many there were. */
export interface LeftOut {
  /** Remarks of reviewers. */
  remarks: number;
  /** Passages that were deleted while changes were being followed. */
  deletions: number;
  /** Pictures that are not on the web. */
  pictures: number;
}

/** Reads HTML without running or loading anything of it. Footnotes are numbered from what `firstNote` says on. */
export function pasteHtml(html: string, firstNote: () => number = () => 1): Pasted {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const leftOut = { remarks: takeRemarks(body), deletions: takeDeleted(body), pictures: 0 };
  const space = spacesAround(body);
  const notes = takeNotes(body, firstNote);
  const written = markdownOf(body, leftOut);
  const text = written === '' ? '' : space.before + written + space.after;
  return { text, notes: notes.map((note) => noteText(note, leftOut)).join('\n\n'), leftOut };
}

function markdownOf(root: HTMLElement, leftOut: LeftOut): string {
  makeWordLists(root);
  keepLetters(root);
  partLines(root);
  keepIndents(root);
  leftOut.pictures += tidy(root);
  dissolveLayouts(root);
  escapeText(root);
  return render(root);
}

/** The spaces around words that were copied out of the midst of a paragraph. */
function spacesAround(body: HTMLElement): { before: string; after: string } {
  if (body.querySelector('p, div, h1, h2, h3, h4, h5, h6, ul, ol, li, blockquote, pre, table, hr, br'))
    return { before: '', after: '' };
  const is = (place: RegExp) => (place.test(body.textContent) ? ' ' : '');
  return { before: is(/^[ \u00a0]+\S/), after: is(/\S[ \u00a0]+$/) };
}

function noteText({ label, content }: Note, leftOut: LeftOut): string {
  const lines = markdownOf(content, leftOut).split('\n');
  // Further paragraphs of a footnote are indented by four spaces.
  return `[^${label}]: ${lines.map((line, at) => (at === 0 || line === '' ? line : `    ${line}`)).join('\n')}`;
}
