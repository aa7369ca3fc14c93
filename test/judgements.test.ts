import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCountryCode } from '../lib/country';
import { createLocator } from '../lib/geo/locator';
import { createKnowledge } from '../lib/knowledge';
import { defaultPolicy } from '../lib/presets';
import { observe } from '../lib/report/observe';
import { startPage, toReport } from '../lib/report/page-record';
import type { TabReport } from '../lib/report/tab-report';
import { RULES } from '../lib/rules/assess';
import { readJudgements } from './judgements/judgement';

const judgements = readJudgements();
const shipped = new Uint8Array(readFileSync('assets/geo/earshot.mmdb'));
const bench = {
  knowledge: createKnowledge(createLocator({ shipped, user: [] })),
  policy: defaultPolicy(),
};

function judged({ page, observations, here }: (typeof judgements)[number]): TabReport {
  const record = startPage({
    url: new URL(page),
    app: null,
    at: 0,
    documentId: null,
    coverage: 'full',
  });
  for (const observation of observations) {
    observe(record, observation, '0', { ...bench, here: parseCountryCode(here) });
  }
  return toReport(record);
}

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
