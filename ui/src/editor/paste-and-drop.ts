// What happens when something is pasted or dropped into the text.
import { type EditorState, type Extension, type Text } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

import { namesOf } from '$lib/dom/keyboard';

import { footnotesOf, nextNumber } from './footnotes';
import { insertion } from './insertions';
import { type LeftOut, pasteHtml } from './paste/paste';
import { plainText } from './paste/plain';
import { type Coming, asPicture, waiting } from './pending';
import { around, treeOf, wholeTree } from './syntax-tree';

export type AddImage = (name: string, bytes: Uint8Array) => Promise<string | null>;

/** The paste that follows the keys for plain text comes within this time, in milliseconds. */
const SOON = 1000;

/** What the program around the text does about what is pasted. */
export interface Takers {
  /** Keeps a picture and gives the address to write, or null. */
  addImage?: AddImage | undefined;
  /** Hears what was left out. */
  onleftout?: ((left: LeftOut) => void) | undefined;
}

/** Pasting and dropping. */
export function pasting(takers: () => Takers): Extension {
  let plainUntil = 0;
  return [
    waiting,
    EditorView.clipboardInputFilter.of((text, state) => plainText(text, isInCode(state))),
    EditorView.domEventHandlers({
      keydown(event) {
        if ((event.ctrlKey || event.metaKey) && event.shiftKey && namesOf(event).includes('V'))
          plainUntil = event.timeStamp + SOON;
        return false;
      },
      paste(event, view) {
        const data = event.clipboardData;
        if (!data || view.state.readOnly) return false;
        const wantsPlain = event.timeStamp < plainUntil;
        plainUntil = 0;
        if (wantsPlain) return pastePlain(view, data.getData('text/plain'));
        const html = data.getData('text/html');
        const images = imagesOf(data);
        if (images.length > 0 && !hasWords(html)) return takeImages(view, images, takers().addImage);
        // What a program for code has coloured is meant as its plain text.
        if (html === '' || data.types.includes('vscode-editor-data')) return false;
        return insertHtml(view, html, (left) => takers().onleftout?.(left));
      },
      drop(event, view) {
        const images = event.dataTransfer ? imagesOf(event.dataTransfer) : [];
        if (images.length === 0 || view.state.readOnly) return false;
        const place = view.posAtCoords({ x: event.clientX, y: event.clientY });
        if (place !== null) view.dispatch({ selection: { anchor: place } });
        return takeImages(view, images, takers().addImage);
      },
    }),
  ];
}

/** In code, and where nothing can be made of it, the plain text is pasted instead. */
function insertHtml(view: EditorView, html: string, tell: (left: LeftOut) => void): boolean {
  const { state } = view;
  if (isInCode(state)) return false;
  const { text, notes, leftOut } = pasteHtml(html, () =>
    nextNumber(footnotesOf(state.doc.toString(), wholeTree(state))),
  );
  if (Object.values(leftOut).some((count) => count > 0)) tell(leftOut);
  if (text === '') return false;
  view.dispatch({ ...withNotes(state.doc, insertion(state, text), notes), userEvent: 'input.paste' });
  return true;
}

/** Markdown is not read where the selection ends. */
function isInCode(state: EditorState): boolean {
  const { from, to } = state.selection.main;
  const tree = treeOf(state, to);
  return ['FencedCode', 'CodeBlock', 'InlineCode'].some((name) => around(tree, from, to, name));
}

type Insertion = ReturnType<typeof insertion>;

/** The texts of footnotes go to the end of the text. */
function withNotes(doc: Text, spec: Insertion, notes: string): Insertion {
  const change = spec.changes as { from: number; to: number; insert: string };
  if (notes === '') return spec;
  const end = doc.toString().trimEnd().length;
  const ending = `\n\n${notes}\n`;
  const changes =
    change.to >= end
      ? [{ ...change, to: doc.length, insert: change.insert + ending }]
      : [change, { from: end, to: doc.length, insert: ending }];
  return { ...spec, changes };
}

function pastePlain(view: EditorView, text: string): boolean {
  const { state } = view;
  view.dispatch(state.replaceSelection(state.toText(plainText(text, isInCode(state)))), {
    userEvent: 'input.paste',
    scrollIntoView: true,
  });
  return true;
}

/** A picture that was copied from a page comes with HTML that holds nothing but it. */
function hasWords(html: string): boolean {
  if (html === '') return false;
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return body.textContent.trim() !== '';
}

function imagesOf(data: DataTransfer): File[] {
  return [...data.files].filter((file) => file.type.startsWith('image/'));
}

function takeImages(view: EditorView, images: File[], addImage: AddImage | undefined): boolean {
  if (!addImage) return false;
  const coming = images.map((file): Coming => async () => {
    return asPicture(await addImage(file.name, new Uint8Array(await file.arrayBuffer())));
  });
  void view.plugin(waiting)?.put(view.state.selection.main.to, coming);
  return true;
}
