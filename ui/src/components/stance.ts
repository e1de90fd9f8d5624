// A stance's shape and hue. The word says what it means; shape and hue only help to distinguish one from another.

export type Shape = 'triangle' | 'inverted' | 'diamond' | 'circle' | 'square' | 'hexagon';

/** By the first word: "Yes, on questions of degree" has the shape of a "Yes". */
const KNOWN: Record<string, Shape> = {
  yes: 'triangle',
  for: 'triangle',
  agree: 'triangle',
  affirmative: 'triangle',
  no: 'inverted',
  against: 'inverted',
  disagree: 'inverted',
  negative: 'inverted',
  partly: 'diamond',
  sometimes: 'diamond',
  qualified: 'diamond',
  depends: 'diamond',
  it: 'diamond',
};
const OTHERS: Shape[] = ['circle', 'square', 'hexagon'];

/** The same label always has the same shape. */
export function shapeOf(stance: string): Shape {
  const label = stance.trim().toLowerCase();
  const first = label.match(/^\p{L}+/u)?.[0] ?? '';
  let sum = 0;
  for (const character of label) sum += character.codePointAt(0) ?? 0;
  return KNOWN[first] ?? OTHERS[sum % OTHERS.length] ?? 'circle';
}
