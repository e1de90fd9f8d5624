// One session at a draft, from opening its page to leaving it: collects what is typed, sends it in order, has it saved, and never drops a word.
import { m } from '$lib/paraglide/messages';
import { program, failureOf } from '$lib/program/program';
import type {
  DraftFields,
  SaveState,
  MergedIn,
  OpenedDraft,
  Typed,
  UnseenEdits,
  Written,
} from '$lib/program/wire';
import { changed, composed, mapped, type Piece } from '$lib/text/change-sets';
import { fieldsOf, only, untouched } from '$lib/text/draft-fields';

/** Milliseconds without a key before what was typed is sent. */
const PAUSE = 250;
/** Milliseconds that what was typed waits at the most while typing goes on. */
const WAIT = 1000;
/** Milliseconds without a key before the file is saved. */
const SAVE_PAUSE = 1500;
/** Milliseconds that the file waits at the most while typing goes on. */
const SAVE_WAIT = 10_000;
/** The first delay before a thing that failed is tried again; it doubles up to the last. */
const FIRST_RETRY = 1000;
const LAST_RETRY = 30_000;
/** Milliseconds without an answer before it is said that there is none. */
const SLOW = 5000;

/** Edits of somebody else that came in, as they are to be made in this window. */
export interface TheirEdits {
  /** By places in the text as it is in this window. */
  changes: Piece[];
  /** The fields that become others. */
  fields: Partial<DraftFields>;
  /** All that came and is not seen yet. */
  unseen: UnseenEdits;
}

export class DraftSession {
  /** When the file last held every word that was written in this session; null before anything was. */
  savedAt: number | null = $state(null);
  /** Words have been typed that the file may not hold yet. */
  unsaved = $state(false);
  /** Why the file does not hold what the program has. Those words are in the journal. */
  trouble: string | null = $state(null);
  /** Why the program does not have what was typed. Those words are in this window alone. */
  failure: string | null = $state(null);
  /** The file has been changed by another program: the person must choose. */
  outside = $state(false);

  /** Hears of edits of somebody else that came into the draft. */
  onmerged: ((edits: TheirEdits) => void) | null = null;

  #sequence: number;
  /** What the program and this window both have, before what is not sent. */
  #both: Written;
  /** The program has another text: nothing is sent before it has brought that and this one together. */
  #outOfStep = false;
  #body: Piece[] = [];
  #fields: DraftFields | null = null;
  /** What is on its way, or was and must be sent again as it was. */
  #going: Typed | null = null;
  /** What the program is bringing together with the text that it has. */
  #bringing: { body: Piece[]; fields: DraftFields | null } | null = null;
  #sending: Promise<boolean> | null = null;
  /** While the file is saved, somebody else's edits may come into the text: nothing is sent past that. */
  #saving: Promise<void> | null = null;
  #sendTimer = new Deadline(() => void this.#send());
  #saveTimer = new Deadline(() => void this.save());
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #retryIn = FIRST_RETRY;
  #leaving = false;
  #over = false;
  #isClosed: () => void = () => undefined;

  /** The number of the folder that the draft belongs to. Another one may be open by now. */
  readonly folder: number;
  readonly id: number;
  /** Kept once the program knows that nothing more comes, or need not know. */
  readonly closed: Promise<void> = new Promise((keep) => (this.#isClosed = keep));

  constructor({ folder, row, sequence, body, fields }: OpenedDraft) {
    this.folder = folder;
    this.id = row.id;
    this.#sequence = sequence;
    this.#both = { body, fields };
  }

  /** Something is only in this window. */
  get unsent(): boolean {
    const words = this.#going ?? this.#bringing ?? this.#fields;
    return words !== null || this.#body.length > 0;
  }

  /** The text has changed: `pieces` by their places in the text before. */
  change(pieces: readonly Piece[]): void {
    this.#body = composed(this.#body, pieces);
    this.#typed();
  }

  /** The fields beside the text have changed. */
  setFields(fields: DraftFields): void {
    this.#fields = fields;
    this.#typed();
  }

  /** Sends what is not sent. True when the program has every word. */
  async flush(): Promise<boolean> {
    this.#sendTimer.stop();
    while (this.unsent || this.#outOfStep) if (!(await this.#send())) return false;
    return true;
  }

  /** Sends what is not sent and has the file saved. True when the file holds every word. */
  async save(): Promise<boolean> {
    this.#saveTimer.stop();
    do {
      do if (this.#over || !(await this.flush())) return false;
      while (this.#sending);
      try {
        this.#saving ??= this.#saveNow().finally(() => (this.#saving = null));
        await this.#saving;
      } catch (thrown) {
        this.trouble = failureOf(thrown).message;
      }
    } while (this.#outOfStep && this.trouble === null);
    if (this.trouble) this.#retryLater();
    if (this.#leaving && !this.unsent) await this.#close();
    return this.trouble === null && !this.unsent;
  }

  async #saveNow(): Promise<void> {
    this.#take(await program.saveDraft(this.folder, this.id));
  }

  /** The person asks for another try. */
  retry(): Promise<boolean> {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = undefined;
    return this.save();
  }

  /** The person has chosen between two texts, or the program has another: from here on this one is typed in. */
  restart({ sequence, body, fields }: OpenedDraft): void {
    this.#sequence = sequence;
    this.#both = { body, fields };
    this.#body = [];
    this.#fields = null;
    this.#going = null;
    this.#bringing = null;
    this.#outOfStep = false;
    this.unsaved = false;
    this.outside = false;
    this.trouble = null;
    this.failure = null;
  }

  /**
   * The page is left: everything is sent and saved, and the draft closed. False where words are still only here; then
   * sending is tried on, and the draft closed when it succeeds.
   */
  async leave(): Promise<boolean> {
    this.#leaving = true;
    if (!this.#over && (this.unsaved || this.unsent)) await this.save();
    if (!this.#over && !this.unsent) await this.#close();
    if (this.#over) await this.closed;
    return this.#over;
  }

  /** Nothing more is to be sent, as when the draft has been published or discarded. */
  end(): void {
    this.#stop();
    this.#isClosed();
  }

  #stop(): void {
    this.#over = true;
    this.#sendTimer.stop();
    this.#saveTimer.stop();
    clearTimeout(this.#retryTimer);
  }

  async #close(): Promise<void> {
    if (this.#over) return;
    this.#stop();
    // What cannot be closed was closed already, or is gone; its words are in the journal.
    await program.closeDraft(this.folder, this.id).catch(() => undefined);
    this.#isClosed();
  }

  #typed(): void {
    this.unsaved = true;
    if (this.#over) return;
    // While sending fails, the retry that is on its way takes along what comes meanwhile.
    if (!this.failure) this.#sendTimer.set(PAUSE, WAIT);
    this.#saveTimer.set(SAVE_PAUSE, SAVE_WAIT);
  }

  /** Sends the next thing; who asks while one is on its way waits for that one. True if it arrived. */
  #send(): Promise<boolean> {
    this.#sendTimer.stop();
    this.#sending ??= this.#sendNext().finally(() => (this.#sending = null));
    return this.#sending;
  }

  async #sendNext(): Promise<boolean> {
    while (this.#saving) await this.#saving.catch(() => undefined);
    if (!this.#outOfStep) this.#going ??= this.#next();
    if (!this.#outOfStep && !this.#going) return true;
    // A drive that does not answer keeps the program from answering too.
    const slow = setTimeout(() => (this.failure = m.no_answer()), SLOW);
    try {
      if (this.#going && !this.#outOfStep) await this.#type(this.#going);
      else await this.#bringTogether();
      this.failure = null;
      this.#retryIn = FIRST_RETRY;
      if (this.unsent && !this.#over) this.#sendTimer.set(PAUSE, WAIT);
      return true;
    } catch (thrown) {
      const { code, message } = failureOf(thrown);
      if (code === 'out-of-step' && !this.#outOfStep) {
        this.#outOfStep = true;
        return this.#sendNext();
      }
      this.failure = message;
      this.#retryLater();
      return false;
    } finally {
      clearTimeout(slow);
    }
  }

  async #type(going: Typed): Promise<void> {
    const kept = await program.typeDraft(this.folder, this.id, this.#sequence, going);
    this.#going = null;
    this.#both = written(this.#both, going);
    this.#take(kept, true);
  }

  /** What is written here comes into the text that the program has. Where both touch, the answer says that they are a conflict. */
  async #bringTogether(): Promise<void> {
    const { body, fields } = this.#unsent();
    this.#going = null;
    this.#body = [];
    this.#fields = null;
    const bringing = (this.#bringing = { body, fields });
    const mine = { body: changed(this.#both.body, body), fields: fields ?? this.#both.fields };
    let kept: SaveState;
    try {
      kept = await program.bringTogether(this.folder, this.id, this.#both, mine);
    } catch (thrown) {
      if (this.#bringing === bringing) {
        this.#body = composed(body, this.#body);
        this.#fields ??= fields;
        this.#bringing = null;
      }
      throw thrown;
    }
    // Another text is typed in by now.
    if (this.#bringing !== bringing) return;
    this.#bringing = null;
    this.#outOfStep = false;
    this.#both = mine;
    this.#sequence = kept.sequence;
    this.#take(kept);
  }

  /** All that is not sent, as one change. */
  #unsent(): { body: Piece[]; fields: DraftFields | null } {
    const going = this.#going;
    return {
      body: going?.kind === 'body' ? composed(going.changes, this.#body) : this.#body,
      fields: this.#fields ?? (going?.kind === 'fields' ? going.fields : null),
    };
  }

  #next(): Typed | null {
    if (this.#body.length > 0) {
      const changes = this.#body;
      this.#body = [];
      return { kind: 'body', changes };
    }
    if (!this.#fields) return null;
    const fields = this.#fields;
    this.#fields = null;
    return { kind: 'fields', fields };
  }

  #take(kept: SaveState, isTyped = false): void {
    // Answers may come in another order than they were asked for: an older one says nothing of what came after.
    if (kept.sequence < this.#sequence) return;
    // The program has come further than by what was sent and what came in: it has another text.
    const counted = isTyped || kept.merged ? 1 : 0;
    if (kept.sequence > this.#sequence + counted) {
      this.#outOfStep = true;
      if (!this.#over) this.#sendTimer.set(0, 0);
      return;
    }
    this.#sequence = kept.sequence;
    this.trouble = kept.trouble;
    this.outside = kept.outside;
    if (kept.merged) this.#merge(kept.merged);
    // Whoever has typed nothing has nothing saved: the answer says then when it looked.
    if (kept.saved !== null && this.unsaved) {
      this.savedAt = kept.saved;
      if (!this.unsent) this.unsaved = false;
    }
    if (!kept.trouble) this.#retryIn = FIRST_RETRY;
  }

  /** What is not sent yet is put where it belongs in the text with the others' edits, and those where they belong here. */
  #merge(merged: MergedIn): void {
    let changes: Piece[] = merged.changes;
    let fields = only(merged.fields, fieldsOf(merged.keys));
    const before = this.#both.fields;
    const { fields: here } = this.#unsent();
    this.#both = { body: changed(this.#both.body, changes), fields: merged.fields };
    if (this.#going?.kind === 'body') {
      const { changes: going } = this.#going;
      this.#going = { kind: 'body', changes: mapped(going, changes, true) };
      changes = mapped(changes, going, false);
    }
    // A field that was written in since stays as it is here.
    if (here) {
      fields = untouched(fields, before, here);
      this.#fields = { ...here, ...fields };
    }
    const body = this.#body;
    this.#body = mapped(body, changes, true);
    this.onmerged?.({ changes: mapped(changes, body, false), fields, unseen: merged.unseen });
  }

  #retryLater(): void {
    if (this.#over || this.#retryTimer !== undefined) return;
    this.#retryTimer = setTimeout(() => {
      this.#retryTimer = undefined;
      void this.save();
    }, this.#retryIn);
    this.#retryIn = Math.min(LAST_RETRY, this.#retryIn * 2);
  }
}

/** What a draft is after that change. */
function written({ body, fields }: Written, typed: Typed): Written {
  if (typed.kind === 'fields') return { body, fields: typed.fields };
  return { body: changed(body, typed.changes), fields };
}

/** Goes off a while after it was last set, and no later than another while after it was first set. */
class Deadline {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #latest = 0;

  readonly #goOff: () => void;

  constructor(goOff: () => void) {
    this.#goOff = goOff;
  }

  set(pause: number, wait: number): void {
    const now = Date.now();
    if (this.#timer === undefined) this.#latest = now + wait;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#goOff();
      },
      Math.max(0, Math.min(pause, this.#latest - now)),
    );
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
