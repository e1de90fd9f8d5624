// What the webview does not give to the page: the picture on the clipboard, and on Linux the text that a middle click pastes.
import { type Extension, Prec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

import { type Coming, asPicture, waiting } from './pending';

export interface System {
  /** Keeps the picture on the clipboard, and gives its address; null where there is none. */
  keepCopied?: (() => Promise<string | null>) | undefined;
  /** The text that is selected in any window; null where a middle click pastes nothing. */
  selectedText?: (() => Promise<string | null>) | undefined;
  /** Nothing could be pasted. */
  onnothing?: (() => void) | undefined;
}

/** The paste that follows a middle click comes within this time, in milliseconds. */
const SOON = 1000;

export function fromSystem(system: () => System): Extension {
  let clicked: { at: number; until: number } | null = null;
  const handlers = EditorView.domEventHandlers({
    mousedown(event, view) {
      const at = event.button === 1 ? view.posAtCoords({ x: event.clientX, y: event.clientY }, false) : null;
      clicked = at === null ? null : { at, until: event.timeStamp + SOON };
      return false;
    },
    keydown() {
      clicked = null;
      return false;
    },
    paste(event, view) {
      const { keepCopied, selectedText, onnothing } = system();
      const click = clicked && event.timeStamp < clicked.until ? clicked : null;
      clicked = null;
      if (view.state.readOnly) return false;
      // The event has what was copied, not what is selected.
      if (click && selectedText) {
        void insertSelected(view, click.at, selectedText);
        return true;
      }
      if (event.clipboardData && holdsWords(event.clipboardData)) return false;
      const coming: Coming = async () => asPicture((await keepCopied?.()) ?? null);
      void view
        .plugin(waiting)
        ?.put(view.state.selection.main.to, [coming])
        .then((came) => came || onnothing?.());
      return true;
    },
  });
  return [waiting, Prec.high(handlers)];
}

async function insertSelected(view: EditorView, at: number, selectedText: () => Promise<string | null>) {
  const coming: Coming = async () => {
    const text = (await selectedText())?.replace(/\r\n?/g, '\n');
    if (!text) return null;
    const filters = view.state.facet(EditorView.clipboardInputFilter);
    return filters.reduce((so, filter) => filter(so, view.state), text);
  };
  view.dispatch({ selection: { anchor: at } });
  await view.plugin(waiting)?.put(at, [coming]);
}

/** Text that can be pasted, or a file. A picture that was copied from a page comes with HTML that holds nothing but it. */
function holdsWords(data: DataTransfer): boolean {
  if (data.files.length > 0 || data.getData('text/plain') !== '') return true;
  const html = data.getData('text/html');
  if (html === '') return false;
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return body.textContent.trim() !== '';
}
