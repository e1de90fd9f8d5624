// Puts something new at the cursor: Markdown from elsewhere, a link, a footnote.
import {
  EditorSelection,
  type EditorState,
  type StateCommand,
  type TransactionSpec,
} from '@codemirror/state';

import { counterpart, footnotesOf, newFootnote } from './footnotes';
import { around, treeOf, wholeTree } from './syntax-tree';

const ADDRESS = /^(?:https?:\/\/|mailto:)\S+$/i;
const QUOTE = /^(?:\s{0,3}>[ \t]?)+/;
/** What would go on with a paragraph in the line above, or make a heading of it. */
const NO_NEXT_LINE = /^(?:\||---(?:\n|$))/;
/** What begins a block that cannot be in the middle of a line. */
const BLOCK = /^(?:#{1,6}\s|>|[-+*]\s|\d{1,9}[.)]\s|\||```|---$)/;

/** `[words](address)`, the cursor where something is missing; in a link, only its words stay. */
export const toggleLink: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const { from, to } = state.selection.main;
  const link = around(treeOf(state, to), from, to, 'Link');
  const [opening, closing] = link?.getChildren('LinkMark') ?? [];
  if (link && opening && closing) {
    const changes = state.changes([
      { from: opening.from, to: opening.to },
      { from: closing.from, to: link.to },
    ]);
    dispatch(state.update({ changes, userEvent: 'input.mark', scrollIntoView: true }));
    return true;
  }
  const words = state.sliceDoc(from, to);
  const isAddress = ADDRESS.test(words.trim());
  const insert = isAddress ? `[](${words.trim()})` : `[${words}]()`;
  const cursor = from + (isAddress || words === '' ? 1 : insert.length - 1);
  dispatch(
    state.update({
      changes: { from, to, insert },
      selection: { anchor: cursor },
      userEvent: 'input',
      scrollIntoView: true,
    }),
  );
  return true;
};

/** A mark at the cursor and its definition at the end, where the cursor goes. */
export const insertFootnote: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const { changes, cursor } = newFootnote(state.doc.toString(), state.selection.main.to, wholeTree(state));
  dispatch(
    state.update({ changes, selection: { anchor: cursor }, userEvent: 'input', scrollIntoView: true }),
  );
  return true;
};

/** From a footnote's mark to its text, or back. */
export const jumpInFootnote: StateCommand = ({ state, dispatch }) => {
  const text = state.doc.toString();
  const place = counterpart(footnotesOf(text, wholeTree(state)), text, state.selection.main.head);
  if (place === null) return false;
  dispatch(
    state.update({
      selection: { anchor: Math.min(place, text.length) },
      userEvent: 'select',
      scrollIntoView: true,
    }),
  );
  return true;
};

/**
 * Markdown in the place of the selection. As a block it is a paragraph of its own, and so is what holds a list, a heading
 * or the like, which cannot go on a line that is begun. In a quotation it is quoted.
 */
export function insertion(state: EditorState, markdown: string, block = false): TransactionSpec {
  const { from, to } = state.selection.main;
  const line = state.doc.lineAt(from);
  const quote = QUOTE.exec(line.text)?.[0] ?? '';
  const before = state.sliceDoc(line.from + quote.length, from);
  const after = state.sliceDoc(to, state.doc.lineAt(to).to);
  const blocks = markdown.split('\n\n');
  const parts = block || blocks.length > 1;
  let insert = markdown;
  const begins = startsBlock(markdown);
  if ((block || begins) && before.trim() !== '') insert = `\n\n${insert}`;
  else if (
    (block || NO_NEXT_LINE.test(markdown)) &&
    before.trim() === '' &&
    line.number > 1 &&
    !isBlank(state, line.number - 1)
  )
    insert = `\n${insert}`;
  let cursor = insert.length;
  if (block || (parts ? startsBlock(blocks.at(-1) ?? '') : begins)) {
    const next = state.doc.lineAt(to).number + 1;
    if (after.trim() !== '') insert += '\n\n';
    else if (next <= state.doc.lines && !isBlank(state, next)) insert += '\n';
  }
  if (quote) {
    const sign = quote.trimEnd();
    const quoted = (text: string) => text.replace(/\n(?=\n)/g, `\n${sign}`).replace(/\n(?!>)/g, `\n${quote}`);
    cursor = quoted(insert.slice(0, cursor)).length;
    insert = quoted(insert);
  }
  return {
    changes: { from, to, insert },
    selection: EditorSelection.cursor(from + cursor),
    scrollIntoView: true,
  };
}

function startsBlock(markdown: string): boolean {
  return BLOCK.test(markdown);
}

function isBlank(state: EditorState, line: number): boolean {
  return state.doc.line(line).text.trim() === '';
}
