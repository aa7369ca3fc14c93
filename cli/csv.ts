/** What a table's cell may be; `null` is an empty one. */
export type Cell = string | number | boolean | null;

/**
 * Spreadsheets run a cell that begins so, and what a page is called is its owner's choice
 * (OWASP, "CSV Injection"; the wide forms are what East Asian input turns into the narrow ones).
 * An apostrophe counts too, so that taking one away always gives back what was written.
 */
const BEGINS_FORMULA = /^[=+\-@＝＋－＠\t\r\n']/u;

const TAKES_QUOTES = /[",\r\n]|^\s|\s$/u;

/**
 * A table as RFC 4180 has it: lines end with CRLF, quotes are doubled inside quotes. A text that a
 * spreadsheet would run gets an apostrophe before it, which the spreadsheet doesn't show.
 * @param lines the first is the header.
 */
export function csv(lines: readonly (readonly Cell[])[]): string {
  return lines.map((line) => `${line.map(cellText).join(',')}\r\n`).join('');
}

function cellText(cell: Cell): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell);
  const text = BEGINS_FORMULA.test(cell) ? `'${cell}` : cell;
  return TAKES_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
