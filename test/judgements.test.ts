import { describe, expect, it } from 'vitest';
import type { TabReport } from '../lib/report/tab-report';
import { RULES } from '../lib/rules/assess';
import { judged } from './judgements/judged';
import { readJudgements } from './judgements/judgement';

const judgements = readJudgements();

function flat({ destinations }: TabReport): readonly Record<string, unknown>[] {
  return destinations.map(({ endpoint, location, network, vendor, ...row }) => ({
    ...row,
    host: endpoint.hostname,
    address: endpoint.address,
    country: location.known ? location.country : null,
    certainty: location.known ? location.certainty : location.because,
    asn: network?.asn ?? null,
    vendor: vendor?.vendor ?? null,
    relayed: row.relayedBy !== null,
  }));
}

describe('what was observed, with the shipped data', () => {
  it.each(judgements)('$name: $title', (judgement) => {
    const report = judged(judgement);
    expect(flat(report)).toMatchObject(judgement.expect.destinations);

    const expected = judgement.expect.findings;
    const findings = report.findings.map(({ rule, severity, evidence }) => ({
      rule,
      severity,
      ...('country' in evidence ? { country: evidence.country } : {}),
    }));
    for (const finding of expected) expect(findings).toContainEqual(finding);
    const named = new Set([...expected.map(({ rule }) => rule), ...judgement.alsoAllowed]);
    expect(findings.filter(({ rule }) => !named.has(rule))).toEqual([]);
  });

  it.each(RULES.map(({ id }) => id))('%s has a case that fires and one that does not', (id) => {
    const firing = judgements.map((judgement) =>
      judged(judgement).findings.some(({ rule }) => rule === id),
    );
    expect(firing).toContain(true);
    expect(firing).toContain(false);
  });
});
