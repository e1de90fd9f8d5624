// Finds the front matter that a text may begin with: facts about it, between two lines of three hyphens.

/** No front matter is longer, in characters; what looks like more is text after a rule. */
const LONGEST = 20_000;
const FENCE = /^---[ \t]*$/;
const FACT = /^(?:[\w-]+:.*|\s+.*|-.*|#.*|\s*)$/;

/** The offset at which the text proper begins: 0 where there is no front matter. */
export function textStart(text: string): number {
  if (!text.startsWith('---')) return 0;
  let at = 0;
  for (const line of text.slice(0, LONGEST).split('\n')) {
    const fence = FENCE.test(line);
    const next = at + line.length + 1;
    if (at === 0 ? !fence : !fence && !FACT.test(line)) return 0;
    if (at > 0 && fence) return Math.min(next, text.length);
    at = next;
  }
  return 0;
}
