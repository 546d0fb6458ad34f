/**
 * One line of a CSV file (RFC 4180), its end included. A cell that a spreadsheet would take for a formula (one that begins
 * with `=`, `+`, `-`, `@`, a tab or a return) gets an apostrophe before it: names are what people typed.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

function cellText(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
