// What the editor is given, and what it reports.
import type { OutlineHeading } from './outline';
import type { Change } from './outside-changes';
import type { Takers } from './paste-and-drop';
import type { Check } from './spelling';
import type { System } from './system-clipboard';
import type { Past } from './undo-history';

export interface EditorProps extends Takers {
  /** The text at the start, its lines ended by LF. Later changes of it mean nothing without a new `key`. */
  text: string;
  /** Another one means: another text, with a history of its own. */
  key: string | number;
  language: string | null;
  readonly?: boolean;
  placeholder?: string;
  /** What a screen reader calls the text. */
  label?: string;
  focusMode?: boolean;
  typewriter?: boolean;
  /** Heard at once for every change; places are UTF-16 offsets in the text before all of them, ascending. */
  onchange?: (changes: Change[], text: () => string) => void;
  onblur?: () => void;
  /** The first line in view, from 1, with the part of it that is above the view. */
  onscroll?: (line: number) => void;
  /** Gives those words that are misspelt; without it nothing is spelt. */
  check?: Check;
  suggest?: (word: string) => Promise<string[]>;
  addWord?: (word: string) => void;
  ignoreWord?: (word: string) => void;
  /** What the webview does not give to the page. */
  system?: System;
  /** Gives what was kept when the text was left before, and keeps what is left now. */
  past?: { take: () => Past | null; keep: (past: Past) => void };
  onoutline?: (headings: OutlineHeading[]) => void;
  onwords?: (count: number) => void;
}
