// Makes one change of two that follow each other, so that whatever is typed while another change is on its way is sent
// as one.

/** `[from, to, insert]`: what stood from `from` to `to` in the text before the change gives way to `insert`. */
export type Piece = [from: number, to: number, insert: string];

/** A change as steps along the text: so much stays, so much goes, this comes. After the last step everything stays. */
type Step = { stay: number } | { go: number } | { come: string };

/** The change that does `first` and then `then`. The places of `then` are those of the text after `first`. */
export function composed(first: readonly Piece[], then: readonly Piece[]): Piece[] {
  const before = new Steps(stepsOf(first));
  const after = new Steps(stepsOf(then));
  const steps: Step[] = [];
  while (!before.done || !after.done) {
    const old = before.now;
    const next = after.now;
    if ('go' in old) {
      steps.push(before.take(old.go));
    } else if ('come' in next) {
      steps.push(after.take(next.come.length));
    } else {
      const length = Math.min(lengthOf(old), lengthOf(next));
      const came = before.take(length);
      const fate = after.take(length);
      if ('stay' in fate) steps.push(came);
      // What came and went again leaves no trace.
      else if ('stay' in came) steps.push(fate);
    }
  }
  return piecesOf(steps);
}

/**
 * The same change in a text that `over` has changed already. What both put at one place comes in the order that both
 * sides agree on: `last` is the one that comes after.
 */
export function mapped(change: readonly Piece[], over: readonly Piece[], last: boolean): Piece[] {
  const own = new Steps(stepsOf(change));
  const other = new Steps(stepsOf(over));
  const steps: Step[] = [];
  while (!own.done) {
    const mine = own.now;
    const theirs = other.now;
    if ('come' in theirs && (last || !('come' in mine))) {
      other.take(theirs.come.length);
      steps.push({ stay: theirs.come.length });
    } else if ('come' in mine) {
      steps.push(own.take(mine.come.length));
    } else {
      const length = Math.min(lengthOf(mine), lengthOf(theirs));
      const fate = own.take(length);
      // What the other has taken away is neither kept nor taken away once more.
      if (!('go' in other.take(length))) steps.push(fate);
    }
  }
  return piecesOf(steps);
}

/** `text` after the change. */
export function changed(text: string, pieces: readonly Piece[]): string {
  let made = '';
  let at = 0;
  for (const [from, to, insert] of pieces) {
    made += text.slice(at, from) + insert;
    at = to;
  }
  return made + text.slice(at);
}

/** A walk along steps, which goes on for ever at the end: the rest of the text stays. */
class Steps {
  #at = 0;
  /** How much of the present step has been taken. */
  #taken = 0;

  readonly #steps: Step[];

  constructor(steps: Step[]) {
    this.#steps = steps;
  }

  get done(): boolean {
    return this.#at >= this.#steps.length;
  }

  /** What is left of the present step. */
  get now(): Step {
    const step = this.#steps[this.#at];
    if (!step) return { stay: Infinity };
    if ('come' in step) return { come: step.come.slice(this.#taken) };
    return 'go' in step ? { go: step.go - this.#taken } : { stay: step.stay - this.#taken };
  }

  take(length: number): Step {
    const step = this.now;
    if (length < lengthOf(step)) this.#taken += length;
    else {
      this.#at += 1;
      this.#taken = 0;
    }
    if ('come' in step) return { come: step.come.slice(0, length) };
    return 'go' in step ? { go: length } : { stay: length };
  }
}

function lengthOf(step: Step): number {
  if ('come' in step) return step.come.length;
  return 'go' in step ? step.go : step.stay;
}

function stepsOf(pieces: readonly Piece[]): Step[] {
  const steps: Step[] = [];
  let at = 0;
  for (const [from, to, insert] of pieces) {
    if (from > at) steps.push({ stay: from - at });
    if (to > from) steps.push({ go: to - from });
    if (insert) steps.push({ come: insert });
    at = to;
  }
  return steps;
}

function piecesOf(steps: readonly Step[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let piece: Piece | null = null;
  for (const step of steps) {
    if ('stay' in step) {
      at += step.stay;
      piece = null;
      continue;
    }
    if (!piece) {
      piece = [at, at, ''];
      pieces.push(piece);
    }
    if ('come' in step) piece[2] += step.come;
    else {
      at += step.go;
      piece[1] = at;
    }
  }
  return pieces;
}
