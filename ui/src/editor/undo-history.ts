// What can be undone in a text that was left, for when it is written in again.
import { historyField } from '@codemirror/commands';
import { EditorState, type Extension, Transaction } from '@codemirror/state';

import { differenceOf } from './difference';

/** A text that was left: itself, where its cursor was, and its history. */
export interface Past {
  state: unknown;
}

interface Start {
  doc: string;
  extensions: Extension;
}

const FIELDS = { history: historyField };

export function pastOf(state: EditorState): Past {
  return { state: state.toJSON(FIELDS) };
}

/** The state in which to go on with `start`. What others have changed since is no step of the history. */
export function goOnFrom(past: Past | null, start: Start): EditorState {
  const { doc, extensions } = start;
  if (!past) return EditorState.create(start);
  const left = EditorState.fromJSON(past.state, { extensions }, FIELDS);
  const changes = differenceOf(left.doc.toString(), doc);
  if (!changes) return left;
  return left.update({ changes, annotations: Transaction.addToHistory.of(false) }).state;
}
