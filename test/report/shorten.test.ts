import { describe, expect, it } from 'vitest';
import { shorten } from '../../lib/report/shorten';
import type { TabReport } from '../../lib/report/tab-report';

function reportOf(rows: readonly [key: string, subject: string][], found: readonly string[]) {
  return {
    destinations: rows.map(([key, subject]) => ({ key, subject })),
    findings: found.map((destination) => ({ destination, severity: 'warning' })),
    meters: rows.map(([row]) => [`0 ${row}`, { row }]),
    gaps: [],
  } as unknown as TabReport;
}

const report = reportOf(
  [
    ['a', 'other'],
    ['b', 'voice'],
    ['c', 'other'],
    ['d', 'room-data'],
  ],
  ['c'],
);

describe('a report for which there is no room', () => {
  it.each([
    { most: 1, kept: ['c'] },
    { most: 2, kept: ['b', 'c'] },
    { most: 3, kept: ['b', 'c', 'd'] },
  ])('keeps what was found, then voice: $most', ({ most, kept }) => {
    const short = shorten(report, most);
    expect(short.destinations.map(({ key }) => key)).toEqual(kept);
    expect(short.findings.map(({ destination }) => destination)).toEqual(['c']);
    expect(short.meters.map(([, { row }]) => row)).toEqual(kept);
    expect(short.gaps).toEqual([{ kind: 'not-kept', count: 4 - most }]);
  });

  it.each([4, 5, Number.POSITIVE_INFINITY])('stays as it is where there is room for %s', (most) => {
    expect(shorten(report, most)).toBe(report);
  });

  it('adds up what was left out before', () => {
    expect(shorten(shorten(report, 3), 1).gaps).toEqual([{ kind: 'not-kept', count: 3 }]);
  });
});
