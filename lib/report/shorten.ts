import { SUBJECTS } from '../subject';
import { worstByRow } from './rank';
import type { DestinationRow, Gap, TabReport } from './tab-report';

/**
 * A report for which there isn't room: its `most` weightiest destinations, and how many more there
 * were. What was found goes last, then voice.
 */
export function shorten(report: TabReport, most: number): TabReport {
  const { destinations } = report;
  if (destinations.length <= most) return report;
  const found = worstByRow(report.findings);
  const weight = ({ key, subject }: DestinationRow) =>
    (found.has(key) ? 0 : SUBJECTS.length) + SUBJECTS.indexOf(subject);
  const kept = new Set([...destinations].sort((a, b) => weight(a) - weight(b)).slice(0, most));
  const rows = destinations.filter((row) => kept.has(row));
  const keys = new Set(rows.map(({ key }) => key));
  return {
    ...report,
    destinations: rows,
    findings: report.findings.filter(({ destination }) => keys.has(destination)),
    meters: report.meters.filter(([, { row }]) => keys.has(row)),
    gaps: withNotKept(report.gaps, destinations.length - rows.length),
  };
}

function withNotKept(gaps: readonly Gap[], count: number): readonly Gap[] {
  const before = gaps.find((gap) => gap.kind === 'not-kept')?.count ?? 0;
  const others = gaps.filter(({ kind }) => kind !== 'not-kept');
  return [...others, { kind: 'not-kept', count: before + count }];
}
