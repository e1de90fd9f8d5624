// Lines and heights: which line is the first in view, and how to bring one there.
import type { EditorView } from '@codemirror/view';

/** The first line in view, from 1; its fraction is the part of that line that is above the view. */
export function firstLine(view: EditorView): number {
  const height = view.scrollDOM.getBoundingClientRect().top - view.documentTop;
  const block = view.lineBlockAtHeight(Math.max(0, height));
  const part = block.height > 0 ? (height - block.top) / block.height : 0;
  return view.state.doc.lineAt(block.from).number + Math.min(Math.max(part, 0), 0.999);
}

/** Brings a line, or a place within it, to the top of the view. */
export function scrollToLine(view: EditorView, line: number): void {
  const number = Math.min(Math.max(Math.floor(line), 1), view.state.doc.lines);
  const part = Math.min(Math.max(line - number, 0), 1);
  const { from } = view.state.doc.line(number);
  const scroll = () => {
    const block = view.lineBlockAt(from);
    const wanted = view.documentTop + block.top + part * block.height;
    view.scrollDOM.scrollTop += wanted - view.scrollDOM.getBoundingClientRect().top;
  };
  scroll();
  // Lines that had not been in view were only estimated.
  view.requestMeasure({ read: () => undefined, write: scroll });
}
