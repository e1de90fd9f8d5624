// Makes headings, quotations and lists of lines, and plain lines again.
import {
  type ChangeSpec,
  EditorSelection,
  type EditorState,
  type Line,
  type StateCommand,
} from '@codemirror/state';

const QUOTE = /^(?:\s{0,3}>[ \t]?)+/;
const HEADING = /^\s{0,3}(#{1,6})(?:[ \t]+|$)/;
const ITEM = /^(\s*)(?:([-+*])|(\d{1,9})[.)])(?:[ \t]+|$)/;
/** The levels that a text's own headings have, in the order in which a press goes through them; the first is above it. */
const FIRST_LEVEL = 2;
const LAST_LEVEL = 4;

/** Goes from plain text through the heading levels and back. */
export const cycleHeading: StateCommand = onLines((lines) => {
  const level = HEADING.exec(lines[0]?.text ?? '')?.[1]?.length ?? 0;
  const next = level < FIRST_LEVEL ? FIRST_LEVEL : level < LAST_LEVEL ? level + 1 : 0;
  const sign = next === 0 ? '' : `${'#'.repeat(next)} `;
  return lines.map((line) => {
    const old = HEADING.exec(line.text)?.[0].length ?? 0;
    return { from: line.from, to: line.from + old, insert: sign };
  });
});

/** Quotes whole paragraphs, or takes one level of quoting away. */
export const toggleQuote: StateCommand = onLines((lines, state) => {
  const whole = withNeighbours(lines, state);
  const words = whole.filter(({ text }) => text.trim() !== '');
  if (words.length > 0 && words.every(({ text }) => QUOTE.test(text))) {
    return whole.map(({ from, text }) => ({
      from,
      to: from + (/^\s{0,3}>[ \t]?/.exec(text)?.[0].length ?? 0),
    }));
  }
  return whole.map(({ from, text }) => ({
    from,
    insert: text.trim() === '' && whole.length > 1 ? '>' : '> ',
  }));
});

/** Makes each line an item of a list, or plain again where all are. */
export function toggleList(kind: 'bulleted' | 'numbered'): StateCommand {
  return onLines((lines) => {
    const words = lines.filter(({ text }) => text.trim() !== '');
    const items = words.length > 0 ? words : lines;
    const found = items.map((line) => {
      const quote = QUOTE.exec(line.text)?.[0].length ?? 0;
      const item = ITEM.exec(line.text.slice(quote));
      const heading = item ? null : HEADING.exec(line.text.slice(quote));
      return { from: line.from + quote, item, old: (item ?? heading)?.[0].length ?? 0 };
    });
    const isKind = ({ item }: (typeof found)[number]) => item?.[kind === 'numbered' ? 3 : 2] !== undefined;
    const remove = found.every(isKind);
    return found.map(({ from, item, old }, at) => {
      const sign = kind === 'numbered' ? `${at + 1}. ` : '- ';
      return { from, to: from + old, insert: remove ? '' : `${item?.[1] ?? ''}${sign}` };
    });
  });
}

/** Runs what changes the selected lines, and keeps the selection behind what is set before it. */
function onLines(changesOf: (lines: Line[], state: EditorState) => ChangeSpec[]): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly) return false;
    const { from, to, empty } = state.selection.main;
    // A selection that ends where a line begins does not mean that line.
    const last = !empty && state.doc.lineAt(to).from === to ? to - 1 : to;
    const changes = state.changes(changesOf(linesOf(state, from, last), state));
    const { anchor, head } = state.selection.main;
    const selection = EditorSelection.single(changes.mapPos(anchor, 1), changes.mapPos(head, 1));
    dispatch(state.update({ changes, selection, userEvent: 'input.mark', scrollIntoView: true }));
    return true;
  };
}

function linesOf(state: EditorState, from: number, to: number): Line[] {
  const lines: Line[] = [];
  for (let number = state.doc.lineAt(from).number; number <= state.doc.lineAt(to).number; number += 1) {
    lines.push(state.doc.line(number));
  }
  return lines;
}

/** The lines of the paragraphs that these lines belong to. */
function withNeighbours(lines: Line[], state: EditorState): Line[] {
  const whole = [...lines];
  const isText = (number: number) =>
    number >= 1 && number <= state.doc.lines && state.doc.line(number).text.trim() !== '';
  const first = () => whole[0]?.number ?? 1;
  const last = () => whole.at(-1)?.number ?? 1;
  while (isText(first()) && isText(first() - 1)) whole.unshift(state.doc.line(first() - 1));
  while (isText(last()) && isText(last() + 1)) whole.push(state.doc.line(last() + 1));
  return whole;
}
