// Makes words bold or italic, and plain again.
import {
  type ChangeSpec,
  EditorSelection,
  type EditorState,
  type SelectionRange,
  type StateCommand,
} from '@codemirror/state';
import type { Tree } from '@lezer/common';

import { around, treeOf } from './syntax-tree';

export type InlineMark = 'bold' | 'italic';

const MARKS: Record<InlineMark, { node: string; sign: string }> = {
  bold: { node: 'StrongEmphasis', sign: '**' },
  italic: { node: 'Emphasis', sign: '*' },
};
/** What a line may begin with that is no part of its words. */
const PREFIX = /^(?:\s*(?:>|#{1,6}(?=\s)|[-+*](?=\s)|\d{1,9}[.)](?=\s)|\[\^[^\]\s]+\]:)\s*)+/;

interface Span {
  from: number;
  to: number;
}

/** Whether the selection is in such words. */
export function isMarked(state: EditorState, tree: Tree, kind: InlineMark): boolean {
  const { from, to } = state.selection.main;
  return around(tree, from, to, MARKS[kind].node) !== null;
}

/** Marks the selected words; where all of them are marked, takes the marks away. */
export function toggleMark(kind: InlineMark): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly) return false;
    const tree = treeOf(state, state.selection.main.to);
    const transaction = state.changeByRange((range) =>
      range.empty ? atCursor(state, tree, range, kind) : overWords(state, tree, range, kind),
    );
    dispatch(state.update(transaction, { userEvent: 'input.mark', scrollIntoView: true }));
    return true;
  };
}

function atCursor(state: EditorState, tree: Tree, range: SelectionRange, kind: InlineMark) {
  const { node, sign } = MARKS[kind];
  const at = range.head;
  const length = sign.length;
  const before = state.sliceDoc(Math.max(0, at - length), at);
  const after = state.sliceDoc(at, at + length);
  const found = around(tree, at, at, node);
  if (found && after === sign && found.to === at + length)
    return { range: EditorSelection.cursor(at + length) };
  // The pair that the last press has set, still empty. `**` alone is also the pair of the other kind's half.
  if (!found && before === sign && after === sign && isOwnPair(state, at, length)) {
    return { changes: { from: at - length, to: at + length }, range: EditorSelection.cursor(at - length) };
  }
  if (found && found.from + length <= at && at <= found.to - length) {
    const changes = state.changes(withoutSigns(found, length));
    return { changes, range: EditorSelection.cursor(changes.mapPos(at)) };
  }
  const word = state.wordAt(at);
  if (word && word.from < at && at < word.to) {
    const changes = state.changes(wrapped(word, sign));
    return { changes, range: EditorSelection.cursor(changes.mapPos(at)) };
  }
  return { changes: { from: at, insert: sign + sign }, range: EditorSelection.cursor(at + length) };
}

function isOwnPair(state: EditorState, at: number, length: number): boolean {
  return (
    state.sliceDoc(at - length - 1, at - length) !== '*' &&
    state.sliceDoc(at + length, at + length + 1) !== '*'
  );
}

function overWords(state: EditorState, tree: Tree, range: SelectionRange, kind: InlineMark) {
  const { node, sign } = MARKS[kind];
  const spans = spansOf(state, range);
  const marked = spans.map((span) => around(tree, span.from, span.to, node));
  let specs: ChangeSpec[];
  if (spans.length > 0 && marked.every((found) => found !== null)) {
    const once = new Map(marked.map((found) => [found.from, found]));
    specs = [...once.values()].flatMap((found) => withoutSigns(found, sign.length));
  } else {
    specs = spans.flatMap((span, at) =>
      marked[at] ? [] : [...signsWithin(tree, span, node, sign.length), ...wrapped(span, sign)],
    );
  }
  const changes = state.changes(specs);
  const from = changes.mapPos(spans[0]?.from ?? range.from, 1);
  const to = Math.max(from, changes.mapPos(spans.at(-1)?.to ?? range.to, -1));
  return {
    changes,
    range: range.anchor <= range.head ? EditorSelection.range(from, to) : EditorSelection.range(to, from),
  };
}

/** The selected words, without white space at their ends: one span for each paragraph, item or heading. */
function spansOf(state: EditorState, range: SelectionRange): Span[] {
  const spans: Span[] = [];
  let open: Span | null = null;
  for (let at = range.from; at <= range.to;) {
    const line = state.doc.lineAt(at);
    const prefix = PREFIX.exec(line.text)?.[0].length ?? 0;
    const from = Math.max(range.from, line.from + prefix);
    const words = state.sliceDoc(from, Math.min(range.to, line.to));
    if (words.trim() === '') open = null;
    else {
      const start = from + words.length - words.trimStart().length;
      const end = from + words.trimEnd().length;
      if (open && prefix === 0) open.to = end;
      else spans.push((open = { from: start, to: end }));
    }
    at = line.to + 1;
  }
  return spans;
}

function wrapped({ from, to }: Span, sign: string): ChangeSpec[] {
  return [
    { from, insert: sign },
    { from: to, insert: sign },
  ];
}

function withoutSigns({ from, to }: Span, length: number): ChangeSpec[] {
  return [
    { from, to: from + length },
    { from: to - length, to },
  ];
}

/** The same marks on a part of the words would end the new ones too early. */
function signsWithin(tree: Tree, { from, to }: Span, name: string, length: number): ChangeSpec[] {
  const specs: ChangeSpec[] = [];
  tree.iterate({
    from,
    to,
    enter: (node) => {
      if (node.name === name && node.from >= from && node.to <= to) specs.push(...withoutSigns(node, length));
    },
  });
  return specs;
}
