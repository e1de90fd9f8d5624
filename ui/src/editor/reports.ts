// Reports on the text as a whole, outline, words and footnotes, when typing has paused.
import type { EditorState } from '@codemirror/state';

import { type FootnoteProblem, checkFootnotes, footnotesOf } from './footnotes';
import { type OutlineHeading, outlineOf } from './outline';
import { parse } from './syntax';
import { wholeTree } from './syntax-tree';
import { countWords } from './words';

/** How long typing must pause, in milliseconds. */
const PAUSE = 350;
/** Longest that a text which is typed without a pause goes unreported. */
const LONGEST = 3000;

export interface Report {
  headings: OutlineHeading[];
  words: number;
  problems: FootnoteProblem[];
}

export class Reports {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since: number | null = null;

  constructor(
    private readonly state: () => EditorState,
    private readonly tell: (report: Report) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The text has changed. */
  later(): void {
    this.#since ??= this.now();
    const left = Math.max(0, LONGEST - (this.now() - this.#since));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), Math.min(PAUSE, left));
  }

  /** Reports now what is waiting. */
  flush(): void {
    if (this.#since === null) return;
    this.stop();
    this.tell(reportOf(this.state()));
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#since = null;
  }
}

export function reportOf(state: EditorState): Report {
  const text = state.doc.toString();
  const tree = wholeTree(state) ?? parse(text);
  return {
    headings: outlineOf(text, tree, (offset) => state.doc.lineAt(offset).number),
    words: countWords(text, tree),
    problems: checkFootnotes(footnotesOf(text, tree)),
  };
}
