// Writes a table as a Markdown table, or as paragraphs where it only arranges what it holds.

/** What cannot be in a cell. */
const NO_CELL = 'table, pre, ul, ol, blockquote, p.lettered';

/** Makes divisions of the tables that only arrange what they hold, and plain words of what a cell cannot hold. */
export function dissolveLayouts(root: HTMLElement): void {
  // From the inside out: one that holds another arranges it.
  for (const table of [...root.querySelectorAll('table')].reverse()) {
    if (widthOf(rowsOf(table)) >= 2 && !table.querySelector(NO_CELL)) {
      for (const heading of table.querySelectorAll('h1, h2, h3, h4, h5, h6, hr'))
        heading.replaceWith(...heading.childNodes);
      continue;
    }
    const parts = [table.caption, ...[...table.rows].flatMap((row) => [...row.cells])].map((cell) => {
      const part = root.ownerDocument.createElement('div');
      part.append(...(cell?.childNodes ?? []));
      return part;
    });
    table.replaceWith(...parts);
  }
}

/** The Markdown of a table; `write` gives that of what a cell holds. */
export function tableText(table: HTMLTableElement, write: (cell: HTMLElement) => string): string {
  const rows = rowsOf(table);
  const columns = widthOf(rows);
  const lines = rows.map((row) =>
    Array.from({ length: columns }, (_, at) => (row[at] ? onOneLine(write(row[at])) : '')),
  );
  const [head, ...body] = lines.filter((cells) => cells.some(Boolean));
  if (!head) return '';
  const caption = table.caption ? write(table.caption) : '';
  // A row alone is a table for kramdown, a head alone is none.
  const written = body.length === 0 ? [head] : [head, Array<string>(columns).fill('---'), ...body];
  return [caption, written.map((cells) => `| ${cells.join(' | ')} |`).join('\n')]
    .filter(Boolean)
    .join('\n\n');
}

/** The cells of each row in their columns; a cell that reaches further is in the first of its places. */
function rowsOf(table: HTMLTableElement): (HTMLTableCellElement | null)[][] {
  const rows: (HTMLTableCellElement | null)[][] = [...table.rows].map(() => []);
  [...table.rows].forEach((row, at) => {
    let column = 0;
    for (const cell of row.cells) {
      while (rows[at]?.[column] !== undefined) column += 1;
      const down = Math.min(cell.rowSpan || rows.length, rows.length - at);
      const across = Math.min(cell.colSpan, WIDEST);
      for (let below = 0; below < down; below += 1) {
        for (let beside = 0; beside < across; beside += 1) {
          const line = rows[at + below];
          if (line) line[column + beside] = below + beside === 0 ? cell : null;
        }
      }
    }
  });
  return rows;
}

/** No table that a person reads has more columns. */
const WIDEST = 200;

function widthOf(rows: unknown[][]): number {
  return Math.max(0, ...rows.map((row) => row.length));
}

/** A cell is one line: paragraphs and lines in it are parted by breaks. */
function onOneLine(text: string): string {
  return text
    .trim()
    .replace(/\s*\n{2,}/g, '<br>')
    .replace(/ {2}\n/g, '<br>')
    .replace(/ *\n/g, ' ');
}
