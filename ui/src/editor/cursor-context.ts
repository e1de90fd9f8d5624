// What the cursor is in, for the toolbar: bold words, a heading, a list.
import { redoDepth, undoDepth } from '@codemirror/commands';
import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';

import { isMarked } from './inline-marks';

export interface Standing {
  bold: boolean;
  italic: boolean;
  link: boolean;
  quote: boolean;
  bulleted: boolean;
  numbered: boolean;
  /** The level of the heading, or 0. */
  heading: number;
  canUndo: boolean;
  canRedo: boolean;
}

export const NOWHERE: Standing = {
  bold: false,
  italic: false,
  link: false,
  quote: false,
  bulleted: false,
  numbered: false,
  heading: 0,
  canUndo: false,
  canRedo: false,
};

/** Costs no more than the depth of the tree at the cursor. */
export function standingOf(state: EditorState): Standing {
  const tree = syntaxTree(state);
  const { head } = state.selection.main;
  const names = new Set<string>();
  let list = '';
  let heading = 0;
  for (let node: SyntaxNode | null = tree.resolveInner(head, -1); node; node = node.parent) {
    names.add(node.name);
    if (list === '' && /^(?:Bullet|Ordered)List$/.test(node.name)) list = node.name;
    heading ||= Number(/^(?:ATX|Setext)Heading([1-6])$/.exec(node.name)?.[1] ?? 0);
  }
  return {
    bold: isMarked(state, tree, 'bold'),
    italic: isMarked(state, tree, 'italic'),
    link: names.has('Link'),
    quote: names.has('Blockquote'),
    bulleted: list === 'BulletList',
    numbered: list === 'OrderedList',
    heading,
    canUndo: undoDepth(state) > 0,
    canRedo: redoDepth(state) > 0,
  };
}

export function isSameStanding(one: Standing, other: Standing): boolean {
  return (Object.keys(one) as (keyof Standing)[]).every((key) => one[key] === other[key]);
}
