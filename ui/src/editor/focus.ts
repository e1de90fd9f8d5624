// Two ways of writing undisturbed: all but the paragraph dimmed, and the line that is written kept at mid-height.
import { EditorState, type Extension } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';

const current = Decoration.line({ class: 'md-current' });
/** No paragraph is looked at beyond so many lines on each side. */
const MOST_LINES = 100;

/** Dims everything but the paragraph that the cursor is in. */
export const focusMode: Extension = [
  EditorView.editorAttributes.of({ class: 'md-focus' }),
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;

      constructor(view: EditorView) {
        this.decorations = currentLines(view.state);
      }

      update(update: ViewUpdate) {
        if (update.docChanged || update.selectionSet) this.decorations = currentLines(update.state);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  ),
];

function currentLines(state: EditorState): DecorationSet {
  const { first, last } = paragraphAt(state, state.selection.main.head);
  const ranges = [];
  for (let number = first; number <= last; number += 1)
    ranges.push(current.range(state.doc.line(number).from));
  return Decoration.set(ranges);
}

/** The lines of the paragraph around a place: those up to the next empty ones. */
export function paragraphAt(state: EditorState, place: number): { first: number; last: number } {
  const line = state.doc.lineAt(place).number;
  const isText = (number: number) => state.doc.line(number).text.trim() !== '';
  let first = line;
  let last = line;
  if (isText(line)) {
    while (first > 1 && line - first < MOST_LINES && isText(first - 1)) first -= 1;
    while (last < state.doc.lines && last - line < MOST_LINES && isText(last + 1)) last += 1;
  }
  return { first, last };
}

/** Keeps the line of the cursor at mid-height. A click leaves the page where it is. */
export const typewriterScroll: Extension = [
  EditorView.editorAttributes.of({ class: 'md-typewriter' }),
  EditorState.transactionExtender.of((transaction) => {
    const moves = transaction.docChanged || transaction.selection !== undefined;
    if (!moves || transaction.isUserEvent('select.pointer') || !transaction.scrollIntoView) return null;
    return { effects: EditorView.scrollIntoView(transaction.newSelection.main.head, { y: 'center' }) };
  }),
];
