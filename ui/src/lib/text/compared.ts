// How two texts in one are shown.
import type { ComparedPiece } from '$lib/program/wire';

/** What replaces the piece before it would run into it: a thin gap is set between them, which is no part of the text. */
export function standsApart(pieces: readonly ComparedPiece[], at: number): boolean {
  const [before, piece] = [pieces[at - 1], pieces[at]];
  return [before, piece].every((one) => one && one.side !== 'both') && before?.side !== piece?.side;
}
