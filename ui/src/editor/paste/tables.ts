// Writes a table as a Markdown table, or as paragraphs where it only arranges what it holds.

/** The Markdown of a table; `write` gives that of what a cell holds. */
export function tableText(table: HTMLTableElement, write: (cell: HTMLElement) => string): string {
  const rows = [...table.rows].map((row) => [...row.cells]);
  const columns = Math.max(0, ...rows.map(widthOf));
  if (columns < 2 || table.querySelector('table, pre, ul, ol, blockquote')) {
    return rows.flat().map(write).filter(Boolean).join('\n\n');
  }
  const lines = rows.map((row) => {
    const cells = row.flatMap((cell) => [onOneLine(write(cell)), ...Array(cell.colSpan - 1).fill('')]);
    return [...cells, ...Array(columns - cells.length).fill('')];
  });
  const [head, ...body] = lines.filter((cells) => cells.some(Boolean));
  if (!head) return '';
  const caption = table.caption ? write(table.caption) : '';
  const written = [head, Array(columns).fill('---'), ...body].map((cells) => `| ${cells.join(' | ')} |`);
  return [caption, written.join('\n')].filter(Boolean).join('\n\n');
}

function widthOf(row: HTMLTableCellElement[]): number {
  return row.reduce((sum, cell) => sum + cell.colSpan, 0);
}

/** A cell is one line: paragraphs in it are parted by a break. */
function onOneLine(text: string): string {
  return text
    .trim()
    .replace(/ *\n{2,}/g, '<br>')
    .replace(/ *\n/g, ' ');
}
