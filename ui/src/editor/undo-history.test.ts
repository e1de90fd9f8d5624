import { history, redo, undo } from '@codemirror/commands';
import { EditorState, type StateCommand } from '@codemirror/state';
import { expect, test } from 'vitest';

import { goOnFrom, pastOf } from './undo-history';

const extensions = history();

function did(state: EditorState, command: StateCommand): EditorState {
  let after = state;
  command({ state, dispatch: (made) => void (after = made.state) });
  return after;
}

/** A text in which two things were typed, and which was left then. */
function left(): ReturnType<typeof pastOf> {
  const begun = EditorState.create({ doc: 'One two.', extensions });
  const first = begun.update({ changes: { from: 3, insert: ' and' }, userEvent: 'input' }).state;
  const second = first.update({ changes: { from: 0, insert: 'So: ' }, userEvent: 'paste' }).state;
  return JSON.parse(JSON.stringify(pastOf(second))) as ReturnType<typeof pastOf>;
}

test('what was done before a text was left can be undone, and done again', () => {
  const back = goOnFrom(left(), { doc: 'So: One and two.', extensions });
  const undone = did(back, undo);
  expect(undone.doc.toString()).toBe('One and two.');
  expect(did(undone, undo).doc.toString()).toBe('One two.');
  expect(did(undone, redo).doc.toString()).toBe('So: One and two.');
});

test('what somebody else has written meanwhile stays when the person undoes', () => {
  const back = goOnFrom(left(), { doc: 'So: One and two. Three.', extensions });
  expect(back.doc.toString()).toBe('So: One and two. Three.');
  expect(did(did(back, undo), undo).doc.toString()).toBe('One two. Three.');
});

test('a text that became quite another one is not harmed', () => {
  const back = goOnFrom(left(), { doc: '', extensions });
  expect(did(back, undo).doc.toString()).not.toContain('One two.');
  expect(goOnFrom(null, { doc: 'New', extensions }).doc.toString()).toBe('New');
});
