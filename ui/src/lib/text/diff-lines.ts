// A unified diff as rows for people: lines that come, go or stay, and how many are left out between them.

export type DiffRow =
  { kind: 'same' | 'added' | 'removed'; text: string } | { kind: 'folded'; count: number; rows: DiffRow[] };

/** Lines around a change that are shown; longer runs that stay are folded. */
const AROUND = 3;
/** A fold of fewer lines than this saves nothing. */
const WORTH = 3;

/** The rows of `diff`, which has no heading. Lines left out of the diff itself are counted, but cannot be unfolded. */
export function diffRows(diff: string): DiffRow[] {
  const rows: DiffRow[] = [];
  let at = 1;
  const lines = diff.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const line of lines) {
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+/.exec(line);
    if (hunk) {
      // A hunk of no old lines names the line after which it comes.
      const start = Number(hunk[1]) + (hunk[2] === '0' ? 1 : 0);
      if (start > at) rows.push({ kind: 'folded', count: start - at, rows: [] });
      at = start;
    } else if (line.startsWith('+')) {
      rows.push({ kind: 'added', text: line.slice(1) });
    } else if (line.startsWith('-')) {
      rows.push({ kind: 'removed', text: line.slice(1) });
      at += 1;
    } else if (!line.startsWith('\\')) {
      rows.push({ kind: 'same', text: line.slice(1) });
      at += 1;
    }
  }
  return folded(rows);
}

function folded(rows: DiffRow[]): DiffRow[] {
  const made: DiffRow[] = [];
  for (let at = 0; at < rows.length;) {
    let end = at;
    while (rows[end]?.kind === 'same') end += 1;
    if (end === at) {
      made.push(rows[at] as DiffRow);
      at += 1;
      continue;
    }
    const from = at === 0 ? at : at + AROUND;
    const to = end === rows.length ? end : end - AROUND;
    if (to - from >= WORTH) {
      made.push(...rows.slice(at, from));
      made.push({ kind: 'folded', count: to - from, rows: rows.slice(from, to) });
      made.push(...rows.slice(to, end));
    } else {
      made.push(...rows.slice(at, end));
    }
    at = end;
  }
  return made;
}
