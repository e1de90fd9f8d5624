// Counts the words of a text as its reader sees them: no markup, no addresses, no footnote marks.
import type { Tree } from '@lezer/common';

import { countOf } from '$lib/text/folding';

import { textStart } from './front-matter';
import { parse } from './syntax';

/** Nodes that a reader does not see, though code that is shown counts as words. */
const UNSEEN = new Set([
  'URL',
  'Autolink',
  'LinkTitle',
  'LinkLabel',
  'LinkReference',
  'LinkMark',
  'HTMLTag',
  'HTMLBlock',
  'Comment',
  'CommentBlock',
  'ProcessingInstruction',
  'ProcessingInstructionBlock',
  'CodeInfo',
  'CodeMark',
  'EmphasisMark',
  'StrikethroughMark',
  'HeaderMark',
  'QuoteMark',
  'ListMark',
  'TableDelimiter',
  'HorizontalRule',
  'FootnoteMark',
  'FootnoteLabel',
]);

/** Unseen nodes with other words on each side. */
const PARTS = new Set(['TableDelimiter', 'HTMLBlock', 'CommentBlock']);

/** The text with all that is not read taken out. What stood between two blocks still parts words. */
export function readText(text: string, tree: Tree = parse(text)): string {
  let seen = '';
  let at = textStart(text);
  tree.iterate({
    from: at,
    enter: (node) => {
      if (!UNSEEN.has(node.name)) return true;
      if (node.from > at) seen += text.slice(at, node.from);
      if (PARTS.has(node.name)) seen += ' ';
      at = Math.max(at, node.to);
      return false;
    },
  });
  return seen + text.slice(at);
}

/** The number of words of the text. */
export function countWords(text: string, tree?: Tree): number {
  return countOf(readText(text, tree));
}
