import type { Evidence, Finding, Severity } from '../rules/rule';
import { SUBJECTS, type Subject } from '../subject';
import type { DestinationRow, TabReport } from './tab-report';

/** A finding beside the row it is about. */
export interface Placed {
  readonly finding: Finding;
  readonly row: DestinationRow;
}

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ['warning', 'notice', 'info'];
const KINDS: readonly Evidence['kind'][] = [
  'location',
  'control',
  'cleartext',
  'claim',
  'hearing',
  'identifier',
];

/**
 * The findings, worst first: by severity, then by the report's row order, then by what they rest
 * on, then by whether anybody is known to run it, then by when the destination was first seen, so
 * that the order doesn't jump.
 * A finding whose row is gone is left out.
 */
export function rankFindings({ findings, destinations }: TabReport): readonly Placed[] {
  const rows = new Map(destinations.map((row) => [row.key, row]));
  return findings
    .flatMap((finding) => {
      const row = rows.get(finding.destination);
      return row === undefined ? [] : { finding, row };
    })
    .sort(compare);
}

function compare(a: Placed, b: Placed): number {
  return (
    SEVERITIES.indexOf(a.finding.severity) - SEVERITIES.indexOf(b.finding.severity) ||
    SUBJECTS.indexOf(a.row.subject) - SUBJECTS.indexOf(b.row.subject) ||
    KINDS.indexOf(a.finding.evidence.kind) - KINDS.indexOf(b.finding.evidence.kind) ||
    Number(a.row.vendor === null) - Number(b.row.vendor === null) ||
    a.row.firstSeen - b.row.firstSeen
  );
}

/**
 * The rows of one subject: those with findings first, then those that answered, then those of
 * known companies, then by age.
 */
export function rankRows(
  rows: readonly DestinationRow[],
  subject: Subject,
  severityOf: ReadonlyMap<string, Severity>,
): readonly DestinationRow[] {
  return rows
    .filter((row) => row.subject === subject)
    .sort(
      (a, b) =>
        rankOf(severityOf.get(a.key)) - rankOf(severityOf.get(b.key)) ||
        Number(b.outcome === 'reached') - Number(a.outcome === 'reached') ||
        Number(a.vendor === null) - Number(b.vendor === null) ||
        a.firstSeen - b.firstSeen,
    );
}

function rankOf(severity: Severity | undefined): number {
  return severity === undefined ? SEVERITIES.length : SEVERITIES.indexOf(severity);
}

export function isWorse(severity: Severity, than: Severity): boolean {
  return rankOf(severity) < rankOf(than);
}

/** `null` when nothing was found. */
export function worstSeverity(findings: readonly Finding[]): Severity | null {
  return SEVERITIES.find((severity) => findings.some((one) => one.severity === severity)) ?? null;
}

/** The worst severity found for each row. */
export function worstByRow(findings: readonly Finding[]): ReadonlyMap<string, Severity> {
  const worst = new Map<string, Severity>();
  for (const { destination, severity } of findings) {
    if (rankOf(severity) < rankOf(worst.get(destination))) worst.set(destination, severity);
  }
  return worst;
}

/** The findings about each row. */
export function findingsByRow(findings: readonly Finding[]): ReadonlyMap<string, Finding[]> {
  const byRow = new Map<string, Finding[]>();
  for (const finding of findings) {
    const others = byRow.get(finding.destination);
    if (others === undefined) byRow.set(finding.destination, [finding]);
    else others.push(finding);
  }
  return byRow;
}
