import type { CountryCode } from '../lib/country';
import { countryName } from '../lib/report/country-name';
import { phrase } from '../lib/report/phrase';
import { say } from '../lib/report/say';
import { slug } from '../lib/report/wording/statement';
import type { Jurisdiction, Source } from '../lib/vendors/vendor';
import { english } from './english';
import type { LookupAnswer, LookupError } from './lookup-answer';

const COLUMNS = ['input', 'country', 'how sure', 'databases', 'network', 'vendor', 'note'] as const;

/** Longer cells are cut: `--jsonl` has them whole. */
const WIDEST = 48;

/** The answers as columns of plain text, and below them what is known of each company in them. */
export function lookupTable(answers: readonly (LookupAnswer | LookupError)[]): string {
  const rows = [[...COLUMNS], ...answers.map(cells)].map((row) => row.map(printable));
  const widths = COLUMNS.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const table = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...table, ...companies(answers)].join('\n').concat('\n');
}

/** Each vendor and each network's company once: every tie to a country, with basis and source. */
function companies(answers: readonly (LookupAnswer | LookupError)[]): readonly string[] {
  const lines = new Map<string, readonly string[]>();
  for (const answer of answers) {
    if ('error' in answer) continue;
    if (answer.vendorName !== null) {
      lines.set(`vendor ${answer.vendorName}`, ties(answer.jurisdictions));
    }
    if (answer.networkOperatorName !== null) {
      lines.set(`network of ${answer.networkOperatorName}`, ties(answer.networkJurisdictions));
    }
    if (answer.regionInName !== null) {
      const { word, countries, source } = answer.regionInName;
      const named = countries.map((code) => countryName(code, 'en')).join(', ');
      lines.set(`“${word}” in a name of ${answer.vendorName}`, [
        `  its own word for ${named}, not a measurement: ${cited(source)}`,
      ]);
    }
  }
  return [...lines].flatMap(([name, about]) => ['', name, ...about]);
}

function ties(jurisdictions: readonly Jurisdiction[] | null): readonly string[] {
  if (jurisdictions === null || jurisdictions.length === 0) return ['  law not known'];
  return jurisdictions.map(({ country, basis, source }) => {
    const tie = say(phrase(`basis_${slug(basis)}`), english);
    return `  ${countryName(country, 'en')}: ${tie}, ${cited(source)}`;
  });
}

function cited({ url, checked }: Source): string {
  return `${url} (read ${checked})`;
}

function cells(answer: LookupAnswer | LookupError): string[] {
  if ('error' in answer) return [answer.input, '', '', '', '', '', answer.error];
  const { country, asn, network } = answer;
  return [
    answer.input,
    country === null ? 'not known' : countryName(country as CountryCode, 'en'),
    answer.certainty,
    answer.databases.map(({ database, country: code }) => `${database} ${code ?? '–'}`).join(', '),
    asn === null ? '' : `AS${asn} ${answer.networkOperatorName ?? network ?? ''}`.trim(),
    answer.vendorName ?? '',
    answer.note ?? '',
  ];
}

/** Input comes from anywhere: nothing in it may move a terminal's cursor. */
function printable(cell: string): string {
  const plain = cell.replace(/\p{C}/gu, '�');
  return plain.length > WIDEST ? `${plain.slice(0, WIDEST - 1)}…` : plain;
}
