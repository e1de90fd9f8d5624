// What was chosen for each part of a conflict, which part is at hand, and what is still open.
import type { OpenedConflict, FieldValue, Settlement } from '$lib/program/wire';
import {
  canEdit,
  isStretch,
  partsOf,
  valueOf,
  wordsOf,
  type Part,
  type Stretch,
} from '$lib/text/conflict-rows';

/** What a part is settled by: one side, both one after the other, what merged by itself, or one's own words. */
export type Take = 'mine' | 'theirs' | 'both' | 'merged' | 'edit';

export type ConflictAction =
  'take-merged' | 'take-mine' | 'take-theirs' | 'take-both' | 'edit-part' | 'settle';

const TAKES: Record<Exclude<ConflictAction, 'settle'>, Take> = {
  'take-merged': 'merged',
  'take-mine': 'mine',
  'take-theirs': 'theirs',
  'take-both': 'both',
  'edit-part': 'edit',
};

/** What was made of a conflict so far, by what each place holds. */
export interface Made {
  taken: Record<string, Take>;
  words: Record<string, string>;
}

export class ConflictChoices {
  page: OpenedConflict = $state.raw(undefined as unknown as OpenedConflict);
  fields: Part[] = $state.raw([]);
  text: (Part | Stretch)[] = $state.raw([]);
  /** The part at hand, by its id. */
  at: string | null = $state(null);
  /** The part whose words are being written, by its id. */
  writing: string | null = $state(null);
  /** How many parts are others than they were, since a side has changed; null where none has. */
  fresh: number | null = $state(null);
  /** The copy goes only when the person says so. */
  removeCopy = $state(false);
  #taken: Record<string, Take> = $state.raw({});
  /** Own words, by what they were written in the place of: they outlive another choice, and a side that changes. */
  #words: Record<string, string> = $state.raw({});

  /** The name under which it is kept on this computer. */
  readonly memory: string;

  constructor(page: OpenedConflict, made: Made = { taken: {}, words: {} }, memory = '') {
    this.memory = memory;
    this.#taken = made.taken;
    this.#words = made.words;
    this.#show(page);
  }

  /** Parts on which the sides differ, in their order. */
  get parts(): Part[] {
    return [...this.fields, ...this.text.filter((row): row is Part => !isStretch(row))];
  }

  /** Parts that only the person can settle. */
  get touching(): Part[] {
    return this.parts.filter((part) => part.state === 'conflict');
  }

  /** Those of them that are not settled yet. */
  get open(): Part[] {
    return this.touching.filter((part) => !this.taken(part));
  }

  /** What was chosen for it; what merged by itself is so until something else is chosen. */
  taken(part: Part): Take | null {
    return this.#taken[part.id] ?? (part.state === 'conflict' ? null : 'merged');
  }

  /** What will be there; null while that is open. */
  value(part: Part): FieldValue | null {
    const take = this.taken(part);
    if (!take) return null;
    return take === 'edit' ? valueOf(this.words(part), part) : part[take];
  }

  /** One's own words for it, or those to begin with. */
  words(part: Part): string {
    return this.#words[placeOf(part)] ?? wordsOf(part.merged ?? part.mine);
  }

  /** Settles a part; to edit it begins with the words that are there. */
  take(part: Part, take: Take): void {
    this.at = part.id;
    if (take === 'edit' ? !canEdit(part) : part[take] === null) return;
    if (take === 'edit') {
      const value = this.value(part);
      if (value && this.#words[placeOf(part)] === undefined) this.write(part, wordsOf(value));
    }
    this.writing = take === 'edit' ? part.id : null;
    this.#taken = { ...this.#taken, [part.id]: take };
  }

  write(part: Part, words: string): void {
    this.#words = { ...this.#words, [placeOf(part)]: words };
  }

  /** Does what a key asks for the part at hand. */
  act(action: Exclude<ConflictAction, 'settle'>): void {
    const part = this.parts.find(({ id }) => id === this.at);
    if (part) this.take(part, TAKES[action]);
  }

  /** To the open part after (1) or before (-1) this one; through all parts once none is open. */
  step(by: 1 | -1): void {
    const all = this.parts;
    const open = this.open;
    const from = all.findIndex(({ id }) => id === this.at);
    const round = all.map((_, steps) => all.at((from + by * (steps + 1)) % all.length));
    const next = round.find((part) => part && (open.length === 0 || open.includes(part)));
    if (!next) return;
    this.writing = null;
    this.at = next.id;
  }

  /** To the first of those that are open. */
  goToOpen(): void {
    this.writing = null;
    this.at = this.open[0]?.id ?? this.at;
  }

  /** A side has changed: what was chosen for parts that are still the same stays. */
  renew(page: OpenedConflict): void {
    if (page.token === this.page.token) return;
    const parts = this.parts;
    const before = new Set(parts.map(({ id }) => id));
    const place = (of: string | null) => parts.find(({ id }) => id === of);
    const [at, writing] = [place(this.at), place(this.writing)];
    this.#show(page);
    this.fresh = this.parts.filter(({ id }) => !before.has(id)).length;
    this.#goOn(at, writing);
    const now = new Set(this.parts.map(({ id }) => id));
    this.#taken = Object.fromEntries(Object.entries(this.#taken).filter(([id]) => now.has(id)));
  }

  /** What is to be kept until it is settled. */
  get made(): Made {
    return { taken: this.#taken, words: this.#words };
  }

  /** What was chosen, for the program. What is not named stays as it merged. */
  get settlement(): Settlement {
    const settlement: Settlement = { fields: [], parts: [], removeCopy: this.removeCopy };
    for (const part of this.parts) {
      const value = this.value(part);
      if (!value || this.taken(part) === 'merged') continue;
      if (part.field !== null) settlement.fields.push({ key: part.field, value });
      else settlement.parts.push({ number: part.number, text: wordsOf(value) });
    }
    return settlement;
  }

  /** Whoever was at a part, or writing it, still is, although a side of it has changed. */
  #goOn(at: Part | undefined, writing: Part | undefined): void {
    const now = writing && this.#again(writing);
    if (now) {
      this.write(now, this.words(writing));
      this.writing = now.id;
    }
    this.at = (at && this.#again(at))?.id ?? this.writing ?? this.at;
  }

  /** The same part, or what has become of it. */
  #again(part: Part): Part | undefined {
    const { parts } = this;
    // Where several could be meant, none is: words must not come into another's place.
    const only = (found: Part[]) => (found.length === 1 ? found[0] : undefined);
    return (
      parts.find(({ id }) => id === part.id) ??
      only(parts.filter((other) => placeOf(other) === placeOf(part))) ??
      (part.theirs.kind === 'absent'
        ? undefined
        : only(parts.filter((other) => theirPlaceOf(other) === theirPlaceOf(part))))
    );
  }

  #show(page: OpenedConflict): void {
    this.page = page;
    const { fields, text } = partsOf(page);
    this.fields = fields;
    this.text = text;
    if (this.parts.some(({ id }) => id === this.at)) return;
    this.at = (this.open[0] ?? this.parts[0])?.id ?? null;
    this.writing = null;
  }
}

/** By this, a part is found again where one's own side has changed. */
function theirPlaceOf(part: Part): string {
  return JSON.stringify([part.field, part.theirs]);
}

/** By this, words that were written are found again where the other side has changed. */
export function placeOf(part: Part): string {
  return JSON.stringify([part.field, part.mine]);
}
