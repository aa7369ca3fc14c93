import type { AuditReport } from '../lib/report/audit-report';
import { type Cell, csv } from './csv';

type Destination = AuditReport['destinations'][number];

/**
 * One column of the table. Where a machine is and who runs it stay columns of their own.
 * The names are those of the JSON report, whose schema explains them.
 */
type Column = readonly [name: string, cell: (row: Destination, report: AuditReport) => Cell];

const COLUMNS: readonly Column[] = [
  ['page', (_, { page }) => page],
  ['subject', ({ subject }) => subject],
  ['traffic', ({ traffic }) => traffic],
  ['host', ({ host }) => host],
  ['address', ({ address }) => address],
  ['port', ({ port }) => port],
  ['transport', ({ transport }) => transport],
  ['reached', ({ reached }) => reached],
  ['peer', ({ peer }) => peer],
  ['country', ({ country }) => country],
  ['certainty', ({ certainty }) => certainty],
  ['asn', ({ asn }) => asn],
  ['network', ({ network }) => network],
  ['vendor', ({ vendor }) => vendor],
  ['vendorName', ({ vendorName }) => vendorName],
  ['jurisdictions', ({ jurisdictions }) => countries(jurisdictions)],
  ['networkJurisdictions', ({ networkJurisdictions }) => countries(networkJurisdictions)],
  ['findings', findingsOf],
  ['late', ({ late }) => late],
  ['requests', ({ requests }) => requests],
  ['bytesSent', ({ bytesSent }) => bytesSent],
  ['bytesReceived', ({ bytesReceived }) => bytesReceived],
  ['firstSeen', ({ firstSeen }) => firstSeen],
  ['lastSeen', ({ lastSeen }) => lastSeen],
  ['headline', (_, { headline }) => headline],
];

/**
 * `earshot audit --csv`: every destination of every page, a line each, for a spreadsheet. What a
 * line can't hold (evidence, sources, what couldn't be seen) is in the JSON report.
 */
export function destinationsCsv(reports: readonly AuditReport[]): string {
  const lines = reports.flatMap((report) =>
    report.destinations.map((row) => COLUMNS.map(([, cell]) => cell(row, report))),
  );
  return csv([COLUMNS.map(([name]) => name), ...lines]);
}

function countries(jurisdictions: Destination['jurisdictions']): string {
  return [...new Set(jurisdictions.map(({ country }) => country))].join(' ');
}

/** Rules that fired, each with how grave it is: `warning:voice-abroad notice:cleartext`. */
function findingsOf({ id }: Destination, { findings }: AuditReport): string {
  return findings
    .filter(({ destination }) => destination === id)
    .map(({ severity, rule }) => `${severity}:${rule}`)
    .join(' ');
}
