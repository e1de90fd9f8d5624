// Gives the editor in tests what it asks of a laid-out page, where nothing is laid out.
import { EditorSelection, EditorState, type StateCommand } from '@codemirror/state';

import { manuscriptLanguage } from '../editor/syntax';

/** Ranges have no places in jsdom, and the editor measures its lines by them. */
export function layOutRanges(): void {
  const nowhere = () => new DOMRect(0, 0, 0, 0);
  Range.prototype.getBoundingClientRect = nowhere;
  Range.prototype.getClientRects = () =>
    Object.assign([nowhere()], { item: nowhere }) as unknown as DOMRectList;
}

/** A state of `marked`, in which `‸` is the cursor, or two of them the ends of the selection. */
export function stateOf(marked: string): EditorState {
  const [before = '', within, after] = marked.split('‸');
  const anchor = before.length;
  const head = after === undefined ? anchor : anchor + (within?.length ?? 0);
  return EditorState.create({
    doc: before + (within ?? '') + (after ?? ''),
    selection: EditorSelection.single(anchor, head),
    extensions: [manuscriptLanguage()],
  });
}

/** The text of a state with its cursor or selection marked by `‸`. */
export function marked(state: EditorState): string {
  const { from, to, empty } = state.selection.main;
  const text = state.doc.toString();
  return text.slice(0, from) + '‸' + (empty ? '' : `${text.slice(from, to)}‸`) + text.slice(to);
}

/** What a command makes of `text`; null where it does nothing. */
export function run(command: StateCommand, text: string): string | null {
  let state = stateOf(text);
  const hasRun = command({ state, dispatch: (transaction) => (state = transaction.state) });
  return hasRun ? marked(state) : null;
}
