// Marks the misspelt words that are in view. What is right and what is wrong is asked once for each word.
import { syntaxTree } from '@codemirror/language';
import { type Extension, type Line, StateEffect } from '@codemirror/state';
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
/** Lines that are looked at before a key is shown: typing changes one, Enter two. */
const MOST_LINES = 4;
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
      /** Lines that were not typed in have not been looked at since. */
      isBehind = false;
      timer: ReturnType<typeof setTimeout> | undefined;

      constructor(readonly view: EditorView) {
        this.look(view);
      }

      update(update: ViewUpdate) {
        if (update.docChanged) this.typed = update.transactions.some((one) => one.isUserEvent('input.type'));
        else if (update.selectionSet) this.typed = false;
        const isTold = update.transactions.some((one) => one.effects.some((effect) => effect.is(known)));
        const isReadFurther = syntaxTree(update.startState) !== syntaxTree(update.state);
        const lines = update.docChanged && !isTold ? changedLines(update) : [];
        if (lines.length > 0) this.follow(update, lines);
        else if (
          update.docChanged ||
          update.viewportChanged ||
          update.selectionSet ||
          isTold ||
          isReadFurther
        )
          this.look(update.view);
      }

      /** Looks at the lines that were typed in alone: a key must be on the screen at once. All others follow when typing rests. */
      follow(update: ViewUpdate, lines: Line[]) {
        this.decorations = this.decorations.map(update.changes);
        for (const { from, to } of lines) {
          const { wrong, unknown } = this.judged(wordsBetween(update.view, from, to));
          this.unknown.push(...unknown);
          this.decorations = this.decorations.update({
            filter: () => false,
            filterFrom: from,
            filterTo: to,
            add: wrong,
          });
        }
        this.isBehind = true;
        this.wait();
      }

      look(view: EditorView) {
        const words = view.visibleRanges.flatMap(({ from, to }) => wordsBetween(view, from, to));
        const { wrong, unknown } = this.judged(words);
        this.unknown = unknown;
        this.decorations = Decoration.set(wrong, true);
        this.isBehind = false;
        this.wait();
      }

      judged(found: Word[]) {
        const wrong = [];
        const unknown: string[] = [];
        for (const word of found) {
          const isRight = words.isRight(word.text);
          if (isRight === undefined) unknown.push(word.text);
          else if (!isRight && !this.isBeingTyped(word)) wrong.push(misspelt.range(word.from, word.to));
        }
        return { wrong, unknown };
      }

      wait() {
        clearTimeout(this.timer);
        if (this.unknown.length > 0 || this.isBehind) this.timer = setTimeout(() => void this.ask(), REST);
      }

      /** Nobody wants to see a word marked that she has not finished. */
      isBeingTyped({ from, to }: Word): boolean {
        const { head, empty } = this.view.state.selection.main;
        return this.typed && empty && from <= head && head <= to;
      }

      async ask() {
        try {
          const { isBehind } = this;
          if ((await words.learn(this.unknown, check)) || isBehind)
            this.view.dispatch({ effects: known.of(null) });
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

/** The lines that were changed; none where those are too many to be looked at while a key waits. */
function changedLines({ changes, state: { doc } }: ViewUpdate): Line[] {
  const lines = new Map<number, Line>();
  changes.iterChangedRanges((_, __, from, to) => {
    for (let at = from; lines.size <= MOST_LINES;) {
      const line = doc.lineAt(at);
      lines.set(line.number, line);
      if (line.to >= to) break;
      at = line.to + 1;
    }
  });
  return lines.size > MOST_LINES ? [] : [...lines.values()];
}

/** The words of the lines that a range lies in. */
function wordsBetween(view: EditorView, from: number, to: number): Word[] {
  const { doc } = view.state;
  const start = from < BEGINNING ? textStart(doc.sliceString(0, BEGINNING)) : 0;
  const first = Math.max(start, doc.lineAt(from).from);
  const last = doc.lineAt(to).to;
  return first < last ? wordsToSpell(doc.sliceString(first, last), first, syntaxTree(view.state)) : [];
}

/** Lets the editor know that more of its words are known. */
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
