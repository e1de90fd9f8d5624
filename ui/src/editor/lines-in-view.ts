// Lines and heights: which line is the first in view, and how to bring one there.
import { EditorView } from '@codemirror/view';

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
  const { height } = view.lineBlockAt(from);
  view.dispatch({ effects: EditorView.scrollIntoView(from, { y: 'start', yMargin: -part * height }) });
  // A line that had not been in view was only estimated, and is measured once it is there.
  const offBy = () => {
    const block = view.lineBlockAt(from);
    return view.documentTop + block.top + part * block.height - view.scrollDOM.getBoundingClientRect().top;
  };
  const exactly = { read: offBy, write: (off: number) => void (view.scrollDOM.scrollTop += off) };
  requestAnimationFrame(() => view.requestMeasure(exactly));
}
