// What is on its way into the text, such as a picture: it keeps its place while the text around it goes on changing.
import { EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';

import { betweenBrackets } from './paste/addresses';

/** Makes something to write; null where there is nothing after all. */
export type Coming = () => Promise<string | null>;

export const waiting = ViewPlugin.fromClass(
  class {
    places: { at: number }[] = [];

    constructor(readonly view: EditorView) {}

    update(update: ViewUpdate) {
      if (!update.docChanged) return;
      for (const place of this.places) place.at = update.changes.mapPos(place.at, 1);
    }

    /** Writes each of them as it comes, one below the other, before a cursor that waits there. Says whether there was any. */
    async put(at: number, coming: Coming[]): Promise<boolean> {
      const place = { at };
      this.places.push(place);
      let parting = '';
      try {
        for (const make of coming) {
          const text = await make();
          // The text may have been closed meanwhile.
          if (text === null || this.view.plugin(waiting) !== this) continue;
          const insert = parting + text;
          const { main } = this.view.state.selection;
          const follows = main.empty && main.head === place.at;
          this.view.dispatch({
            changes: { from: place.at, insert },
            ...(follows ? { selection: { anchor: place.at + insert.length }, scrollIntoView: true } : {}),
            userEvent: 'input.paste',
          });
          parting = '\n\n';
        }
      } catch {
        // Whoever makes it says what went wrong; here nothing is written.
      } finally {
        this.places = this.places.filter((one) => one !== place);
      }
      return parting !== '';
    }
  },
);

/** A picture that lies at `address`, in the text. */
export function asPicture(address: string | null): string | null {
  return address === null ? null : `![](${betweenBrackets(address)})`;
}
