// Asks the editor's syntax tree.
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode, Tree } from '@lezer/common';

/** How long a key may wait for the tree to reach the cursor, in milliseconds. */
const PATIENCE = 50;
/** And how long what needs the whole text may wait. */
const LONG_PATIENCE = 200;

/** The tree, read up to `upto` unless that takes too long. */
export function treeOf(state: EditorState, upto: number, patience = PATIENCE): Tree {
  return ensureSyntaxTree(state, upto, patience) ?? syntaxTree(state);
}

/** The innermost node of that name around all of `from` to `to`. */
export function around(tree: Tree, from: number, to: number, name: string): SyntaxNode | null {
  for (const side of [-1, 1] as const) {
    for (let node: SyntaxNode | null = tree.resolveInner(from, side); node; node = node.parent) {
      if (node.name === name && node.from <= from && node.to >= to) return node;
    }
  }
  return null;
}

/** The tree of all of the text, or none where the editor has not read it to its end in time. */
export function wholeTree(state: EditorState): Tree | undefined {
  const tree = treeOf(state, state.doc.length, LONG_PATIENCE);
  return tree.length >= state.doc.length ? tree : undefined;
}
