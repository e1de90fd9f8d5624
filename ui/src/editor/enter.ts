// Enter goes on with a list or a quotation, and on an empty item or line of it ends it.
import { insertNewlineContinueMarkupCommand } from '@codemirror/lang-markdown';
import type { EditorState, StateCommand, Transaction } from '@codemirror/state';

import { outdentItem } from './indent';

const goOn = insertNewlineContinueMarkupCommand({ nonTightLists: false });
const EMPTY_ITEM_WITHIN = /^\s{2,}(?:[-+*]|\d{1,9}[.)])\s*$/;

export const continueBlock: StateCommand = ({ state, dispatch }) => {
  const { head, empty } = state.selection.main;
  const line = state.doc.lineAt(head);
  // An empty item of an inner list becomes one of the outer list first.
  if (empty && EMPTY_ITEM_WITHIN.test(line.text)) return outdentItem({ state, dispatch });
  let made: Transaction | undefined;
  if (!goOn({ state, dispatch: (transaction) => (made = transaction) })) return false;
  if (!made) return true;
  const end = endOf(made.state);
  if (line.text.trim() === '' || end === null || made.state.doc.lines > state.doc.lines) {
    dispatch(made);
    return true;
  }
  // Words in the very next line would still belong to what has been ended.
  dispatch(
    state.update(
      { changes: made.changes, userEvent: 'input', scrollIntoView: true },
      { changes: { from: end, insert: '\n' }, selection: { anchor: end + 1 }, sequential: true },
    ),
  );
  return true;
};

/** Where the cursor's line begins, if it is empty and the one before is not. */
function endOf(state: EditorState): number | null {
  const line = state.doc.lineAt(state.selection.main.head);
  if (line.text.trim() !== '' || line.number === 1) return null;
  return state.doc.line(line.number - 1).text.trim() === '' ? null : line.from;
}
