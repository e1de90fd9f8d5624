// How a person has laid out the draft page: remembered for every draft.

export type View = 'write' | 'both' | 'preview';
export type SourceTab = 'question' | 'responses' | 'quotes';
/** What is shown where there is room for one pane. */
export type NarrowTab = 'sources' | 'write' | 'preview';

const KEY = 'arguendo-draft-layout';
/** The least and the most of the width that the sources take, in per cent. */
const LEAST = 22;
const MOST = 60;

class Layout {
  /** The sources are shown beside the text. */
  sources = $state(true);
  /** What of the width they take, in per cent. */
  share = $state(38);
  view: View = $state('write');
  tab: SourceTab = $state('question');
  narrow: NarrowTab = $state('write');
  /** Thesis, stance and names are shown, not the title alone. */
  fields = $state(true);
  focusMode = $state(false);
  typewriter = $state(false);

  constructor() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, unknown>;
      for (const [name, value] of Object.entries(kept)) {
        if (name in this && typeof value === typeof this[name as keyof this])
          Object.assign(this, { [name]: value });
      }
      this.widen(0);
    } catch {
      // What cannot be read is as good as nothing kept.
    }
  }

  /** Gives the sources more of the width, or less. */
  widen(by: number): void {
    this.share = Math.min(MOST, Math.max(LEAST, this.share + by));
  }

  keep(): void {
    const { sources, share, view, tab, narrow, fields, focusMode, typewriter } = this;
    const kept = { sources, share, view, tab, narrow, fields, focusMode, typewriter };
    localStorage.setItem(KEY, JSON.stringify(kept));
  }
}

export const layout = new Layout();
export const SHARE = { least: LEAST, most: MOST };
