// What somebody else has changed comes into the text: not reported as typed, not undone with the person's own steps, and taken
// out again wherever it is by then.
import { type ChangeSet, StateEffect, StateField, Transaction } from '@codemirror/state';
import type { EditorView, ViewUpdate } from '@codemirror/view';

/** Places are UTF-16 offsets in the text before all changes, ascending. */
export type Change = [from: number, to: number, insert: string];

const OTHERS = 'others';
const PUT_BACK = 'input.put-back';

/** What came in stays: it is not to be taken out any more. */
const kept = StateEffect.define<null>();

/** What takes all of it out again that came in since the person has last seen it. */
export const others = StateField.define<ChangeSet | null>({
  create: () => null,
  update(back, made) {
    if (made.effects.some((effect) => effect.is(kept))) return null;
    if (!made.docChanged) return back;
    if (made.isUserEvent(OTHERS)) {
      const out = made.changes.invert(made.startState.doc);
      return back ? out.compose(back) : out;
    }
    return made.isUserEvent(PUT_BACK) ? null : (back?.map(made.changes) ?? null);
  },
});

export function takeIn(view: EditorView, changes: Change[]): void {
  const made = changes.map(([from, to, insert]) => ({ from, to, insert }));
  view.dispatch({ changes: made, userEvent: OTHERS, annotations: Transaction.addToHistory.of(false) });
}

export function putBack(view: EditorView): void {
  const changes = view.state.field(others, false);
  if (changes) view.dispatch({ changes, userEvent: PUT_BACK });
}

export function keep(view: EditorView): void {
  view.dispatch({ effects: kept.of(null) });
}

/** What the person has changed in an update; null where it was somebody else. */
export function ownChanges(update: ViewUpdate): Change[] | null {
  if (update.transactions.some((made) => made.isUserEvent(OTHERS))) return null;
  const changes: Change[] = [];
  update.changes.iterChanges((from, to, _, __, inserted) => changes.push([from, to, inserted.toString()]));
  return changes;
}
