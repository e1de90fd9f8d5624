// Tab in a list makes an item part of the one above it, and Shift+Tab takes it out again. Elsewhere Tab goes on.
import type { EditorState, StateCommand } from '@codemirror/state';

const ITEM = /^(\s*(?:>[ \t]?)*\s*)([-+*]|\d{1,9}[.)])[ \t]+/;

export const indentItem: StateCommand = ({ state, dispatch }) => {
  const lines = itemLines(state);
  if (!lines || state.readOnly) return false;
  const first = lines[0];
  const above = first && first.line.number > 1 ? ITEM.exec(state.doc.line(first.line.number - 1).text) : null;
  const width = above ? (above[2]?.length ?? 1) + 1 : (first?.width ?? 2);
  const changes = lines.map(({ line, lead }) => ({ from: line.from + lead, insert: ' '.repeat(width) }));
  dispatch(state.update({ changes, userEvent: 'input.indent' }));
  return true;
};

export const outdentItem: StateCommand = ({ state, dispatch }) => {
  const lines = itemLines(state);
  if (!lines || state.readOnly) return false;
  const changes = lines.map(({ line, lead, width }) => {
    const spaces = / *$/.exec(line.text.slice(0, lead))?.[0].length ?? 0;
    return { from: line.from + lead - Math.min(spaces, width), to: line.from + lead };
  });
  dispatch(state.update({ changes, userEvent: 'delete.dedent' }));
  return true;
};

/** The selected lines if the first is an item of a list: where the sign begins, and how wide it is. */
function itemLines(state: EditorState) {
  const { from, to } = state.selection.main;
  const first = state.doc.lineAt(from).number;
  const lines = [];
  for (let number = first; number <= state.doc.lineAt(to).number; number += 1) {
    const line = state.doc.line(number);
    const item = ITEM.exec(line.text);
    if (!item && number === first) return null;
    if (item) lines.push({ line, lead: item[1]?.length ?? 0, width: (item[2]?.length ?? 1) + 1 });
  }
  return lines;
}
