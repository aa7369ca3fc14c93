import type { CountryCode } from '../lib/country';
import { claimsOf } from '../lib/report/claims';
import { phrase } from '../lib/report/phrase';
import { popupView } from '../lib/report/popup-view';
import { hostText, rowView } from '../lib/report/row-view';
import { say } from '../lib/report/say';
import type { DestinationRow, TabReport } from '../lib/report/tab-report';
import { claimSaid, verdictWords } from '../lib/report/wording/claim';
import { DIRECTORY } from '../lib/vendors/catalog';
import { english } from './english';

const COLUMNS = ['', 'where', 'how sure', 'who', 'network', 'host'] as const;

/** Longer cells are cut on the terminal; the JSON has them whole. */
const WIDEST = 44;

/**
 * The popup's content as plain text: the headline, a table for each subject, what the companies
 * say, and what couldn't be seen.
 * @param here the country the user says they are in.
 */
export function findingsTable(report: TabReport, here: CountryCode | null): string {
  const view = popupView(report, DIRECTORY, english);
  const hosts = new Map(report.destinations.map((row) => [row.key, hostText(row)]));
  const hostOfRow = (key: string) => hosts.get(key) ?? null;
  const sections = view.sections.flatMap(({ title, summary, rows }) => [
    '',
    `${title}: ${summary}`,
    ...(rows.length === 0 ? [] : table(rows.map((row) => cells(row, report, hostOfRow)))),
  ]);
  const gaps = view.gaps.length === 0 ? [] : ['', ...view.gaps.map((gap) => `- ${gap}`)];
  const advice = view.advice ? [view.advice] : [];
  return [
    view.headline,
    ...view.notes,
    ...advice,
    ...sections,
    ...claimLines(report, here),
    ...gaps,
  ]
    .join('\n')
    .concat('\n');
}

function claimLines({ destinations }: TabReport, here: CountryCode | null): readonly string[] {
  const seen = new Set(destinations.flatMap(({ vendor }) => vendor?.vendor ?? []));
  const lines = [...seen].flatMap((id) => {
    const vendor = DIRECTORY.vendor(id);
    if (vendor === null) return [];
    return claimsOf(vendor, destinations, here).flatMap(({ statement, verdict }) => [
      `  ${vendor.name}: ${say(claimSaid(statement), english)} ${statement.source.url}`,
      `    ${say(verdictWords(verdict), english)}`,
    ]);
  });
  return lines.length === 0 ? [] : ['', `${say(phrase('detail_says'), english)}:`, ...lines];
}

function cells(
  row: DestinationRow,
  report: TabReport,
  hostOfRow: (key: string) => string | null,
): readonly string[] {
  const findings = report.findings.filter(({ destination }) => destination === row.key);
  const view = rowView(row, findings, hostOfRow, DIRECTORY, english);
  return [
    view.severityWord,
    view.place,
    view.sure,
    [view.operator, view.law].filter(Boolean).join(', '),
    view.network,
    [view.host, row.endpoint.address, ...view.remarks]
      .filter((part, index, all) => part && all.indexOf(part) === index)
      .join(' · '),
  ];
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const lines = [COLUMNS, ...rows].map((row) => row.map(printable));
  const widths = COLUMNS.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines.map((line) =>
    `  ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
}

/** Host names come from strangers: nothing in them may move a terminal's cursor. */
function printable(cell: string): string {
  const plain = cell.replace(/\p{C}/gu, '�');
  return plain.length > WIDEST ? `${plain.slice(0, WIDEST - 1)}…` : plain;
}
