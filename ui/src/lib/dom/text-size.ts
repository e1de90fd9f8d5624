// The sizes that text can have, in per cent of the normal one: those of the menu.
const SIZES = [60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 240];
const NORMAL = 100;

/** The next larger (1) or smaller (-1) size; the normal one for 0. At the last size, that size. */
export function steppedTextSize(now: number, by: 1 | 0 | -1): number {
  if (by === 0) return NORMAL;
  const next = by === 1 ? SIZES.find((size) => size > now) : SIZES.findLast((size) => size < now);
  return next ?? now;
}
