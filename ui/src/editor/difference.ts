// The one change that makes a text another one and leaves the same beginning and the same end alone.

/** Null where the two are the same. */
export function differenceOf(
  text: string,
  wanted: string,
): { from: number; to: number; insert: string } | null {
  if (text === wanted) return null;
  const shorter = Math.min(text.length, wanted.length);
  let same = 0;
  while (same < shorter && text.charCodeAt(same) === wanted.charCodeAt(same)) same += 1;
  if (isInsidePair(text, same)) same -= 1;
  let end = 0;
  while (
    end < shorter - same &&
    text.charCodeAt(text.length - 1 - end) === wanted.charCodeAt(wanted.length - 1 - end)
  )
    end += 1;
  if (isInsidePair(text, text.length - end)) end -= 1;
  return { from: same, to: text.length - end, insert: wanted.slice(same, wanted.length - end) };
}

/** Whether `at` would cut a character of two units in half. */
function isInsidePair(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return at > 0 && unit >= 0xdc00 && unit <= 0xdfff;
}
