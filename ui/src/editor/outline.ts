// The headings of a text, for the outline.
import type { Tree } from '@lezer/common';

import { textStart } from './front-matter';
import { parse } from './syntax';
import { readText } from './words';

export interface OutlineHeading {
  level: number;
  text: string;
  /** The line it is in, from 1. */
  line: number;
}

const HEADING = /^(?:ATX|Setext)Heading([1-6])$/;

/** The headings in their order. `lineAt` gives the line of an offset where somebody knows it already. */
export function outlineOf(
  text: string,
  tree: Tree = parse(text),
  lineAt: (offset: number) => number = linesOf(text),
): OutlineHeading[] {
  const headings: OutlineHeading[] = [];
  const start = textStart(text);
  tree.iterate({
    from: start,
    enter: (node) => {
      const level = HEADING.exec(node.name)?.[1];
      if (level && node.from >= start) {
        const words = readText(text.slice(node.from, node.to)).replace(/\s+/g, ' ').trim();
        headings.push({ level: Number(level), text: words, line: lineAt(node.from) });
      }
      return !level;
    },
  });
  return headings;
}

/** Looks lines up from the beginning on: the offsets are asked in ascending order. */
function linesOf(text: string): (offset: number) => number {
  let line = 1;
  let at = 0;
  return (offset) => {
    for (let end = text.indexOf('\n', at); end !== -1 && end < offset; end = text.indexOf('\n', at)) {
      line += 1;
      at = end + 1;
    }
    return line;
  };
}
