import type { CountryCode } from '../lib/country';
import { countryName } from '../lib/report/country-name';
import type { LookupAnswer, LookupError } from './lookup-answer';

const COLUMNS = ['input', 'country', 'how sure', 'databases', 'network', 'vendor', 'note'] as const;

/** Longer cells are cut: `--jsonl` has them whole. */
const WIDEST = 48;

/** The answers as columns of plain text. */
export function lookupTable(answers: readonly (LookupAnswer | LookupError)[]): string {
  const rows = [[...COLUMNS], ...answers.map(cells)].map((row) => row.map(printable));
  const widths = COLUMNS.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
    .concat('\n');
}

function cells(answer: LookupAnswer | LookupError): string[] {
  if ('error' in answer) return [answer.input, '', '', '', '', '', answer.error];
  const { country, asn, network } = answer;
  return [
    answer.input,
    country === null ? 'not known' : countryName(country as CountryCode, 'en'),
    answer.certainty,
    answer.databases.map(({ database, country: code }) => `${database} ${code ?? '–'}`).join(', '),
    asn === null ? '' : `AS${asn} ${network ?? ''}`.trim(),
    answer.vendor ?? '',
    answer.note ?? '',
  ];
}

/** Input comes from anywhere: nothing in it may move a terminal's cursor. */
function printable(cell: string): string {
  const plain = cell.replace(/\p{C}/gu, '�');
  return plain.length > WIDEST ? `${plain.slice(0, WIDEST - 1)}…` : plain;
}
