// Marks the misspelt words that are in view. What is right and what is wrong is asked once for each word.
import { syntaxTree } from '@codemirror/language';
import { type Extension, StateEffect } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';

import { textStart } from './front-matter';
import { type Word, plainForm, wordsToSpell } from './spelling-words';

export type Check = (words: string[]) => Promise<string[]>;

const known = StateEffect.define<null>();
const misspelt = Decoration.mark({ class: 'md-misspelt' });
/** How long the view must rest before its new words are asked, in milliseconds. */
const REST = 300;
/** Words asked at once. */
const BATCH = 500;
/** Characters that are looked through for the end of front matter. */
const BEGINNING = 20_000;

/** What is known of the words of one language. */
export class KnownWords {
  readonly #right = new Map<string, boolean>();

  isRight(word: string): boolean | undefined {
    return this.#right.get(plainForm(word));
  }

  /** The person wants it so. */
  accept(word: string): void {
    this.#right.set(plainForm(word), true);
  }

  /** Asks those words that are not known yet. Says whether anything was learnt. */
  async learn(words: string[], check: Check): Promise<boolean> {
    const asked = [...new Set(words.map(plainForm))].filter((word) => !this.#right.has(word));
    for (let at = 0; at < asked.length; at += BATCH) {
      const batch = asked.slice(at, at + BATCH);
      const wrong = new Set((await check(batch)).map(plainForm));
      for (const word of batch) if (!this.#right.has(word)) this.#right.set(word, !wrong.has(word));
    }
    return asked.length > 0;
  }
}

/** Marks words by what `words` knows, and asks `check` for the others. */
export function spelling(words: KnownWords, check: Check): Extension {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet = Decoration.none;
      unknown: string[] = [];
      typed = false;
      timer: ReturnType<typeof setTimeout> | undefined;

      constructor(readonly view: EditorView) {
        this.look(view);
      }

      update(update: ViewUpdate) {
        if (update.docChanged) this.typed = update.transactions.some((one) => one.isUserEvent('input.type'));
        else if (update.selectionSet) this.typed = false;
        const isTold = update.transactions.some((one) => one.effects.some((effect) => effect.is(known)));
        const isReadFurther = syntaxTree(update.startState) !== syntaxTree(update.state);
        if (update.docChanged || update.viewportChanged || update.selectionSet || isTold || isReadFurther)
          this.look(update.view);
      }

      look(view: EditorView) {
        const wrong: Word[] = [];
        this.unknown = [];
        for (const word of wordsInView(view)) {
          const isRight = words.isRight(word.text);
          if (isRight === undefined) this.unknown.push(word.text);
          else if (!isRight && !this.isBeingTyped(word)) wrong.push(word);
        }
        this.decorations = Decoration.set(
          wrong.map(({ from, to }) => misspelt.range(from, to)),
          true,
        );
        clearTimeout(this.timer);
        if (this.unknown.length > 0) this.timer = setTimeout(() => void this.ask(), REST);
      }

      /** Nobody wants to be told of a word that she has not finished. */
      isBeingTyped({ from, to }: Word): boolean {
        const { head, empty } = this.view.state.selection.main;
        return this.typed && empty && from <= head && head <= to;
      }

      async ask() {
        try {
          if (await words.learn(this.unknown, check)) this.view.dispatch({ effects: known.of(null) });
        } catch {
          // Without an answer nothing is marked; the next look at the text asks again.
        }
      }

      destroy() {
        clearTimeout(this.timer);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}

function wordsInView(view: EditorView): Word[] {
  const { doc } = view.state;
  const start = textStart(doc.sliceString(0, BEGINNING));
  const tree = syntaxTree(view.state);
  return view.visibleRanges.flatMap(({ from, to }) => {
    const first = Math.max(start, doc.lineAt(from).from);
    const last = doc.lineAt(to).to;
    return first < last ? wordsToSpell(doc.sliceString(first, last), first, tree) : [];
  });
}

/** Tells the editor that more is known of its words. */
export function wordsChanged(view: EditorView): void {
  view.dispatch({ effects: known.of(null) });
}

/** The marked word at a place, or null. */
export function misspeltAt(view: EditorView, words: KnownWords, place: number): Word | null {
  const line = view.state.doc.lineAt(place);
  const found = wordsToSpell(line.text, line.from, syntaxTree(view.state));
  const word = found.find(({ from, to }) => from <= place && place <= to);
  return word && words.isRight(word.text) === false ? word : null;
}
