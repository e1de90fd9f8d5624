// In the panel for finding: how many places there are, and which of them the cursor is at.
import { SearchQuery, getSearchQuery, searchPanelOpen } from '@codemirror/search';
import { type EditorState, type Extension, type Text } from '@codemirror/state';
import { type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';

import { m } from '$lib/paraglide/messages';

/** As many places are counted at the most: beyond that, the words are no help. */
const MOST = 10_000;
/** Milliseconds without a key in the text before its places are counted anew. */
const PAUSE = 200;

interface Place {
  from: number;
  to: number;
}

/** Every place of `query` in a text, in order; none where it is no query. */
export function placesOf(query: SearchQuery, state: EditorState): Place[] {
  const places: Place[] = [];
  if (!query.valid) return places;
  const cursor = query.getCursor(state);
  for (let next = cursor.next(); !next.done && places.length < MOST; next = cursor.next())
    // A pattern may fit where there is nothing.
    if (next.value.to > next.value.from) places.push(next.value);
  return places;
}

const counter = ViewPlugin.fromClass(
  class {
    shown = document.createElement('span');
    places: Place[] = [];
    of: { query: SearchQuery; doc: Text } | null = null;
    timer: ReturnType<typeof setTimeout> | undefined;

    constructor(readonly view: EditorView) {
      this.shown.className = 'cm-count';
      this.shown.setAttribute('role', 'status');
    }

    update(update: ViewUpdate) {
      if (!searchPanelOpen(update.state)) return void (this.of = null);
      const query = getSearchQuery(update.state);
      const isOther = !this.of?.query.eq(query);
      if (isOther) this.count();
      else if (update.docChanged) {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.count(), PAUSE);
      } else if (update.selectionSet) this.show();
    }

    destroy() {
      clearTimeout(this.timer);
    }

    count() {
      clearTimeout(this.timer);
      const { state } = this.view;
      this.of = { query: getSearchQuery(state), doc: state.doc };
      this.places = placesOf(this.of.query, state);
      this.show();
    }

    show() {
      const field = this.view.dom.querySelector('.cm-search [main-field]');
      if (field?.nextElementSibling !== this.shown) field?.after(this.shown);
      const { state } = this.view;
      // Until they are counted anew, they are those of another text.
      if (!this.of || this.of.doc !== state.doc) return;
      const { from, to } = state.selection.main;
      const at = this.places.findIndex((place) => place.from === from && place.to === to) + 1;
      this.shown.textContent = this.of.query.search === '' ? '' : wordsFor(at, this.places.length);
    }
  },
);

function wordsFor(at: number, count: number): string {
  if (count === 0) return m.find_none();
  return at > 0 ? m.find_count({ at, count }) : m.editor_find_count({ count });
}

export function findCount(): Extension {
  return counter;
}
