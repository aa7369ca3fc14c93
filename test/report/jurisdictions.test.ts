import { describe, expect, it } from 'vitest';
import { phrase } from '../../lib/report/phrase';
import { rowDetails } from '../../lib/report/row-details';
import { say } from '../../lib/report/say';
import { toAuditReport } from '../../lib/report/to-audit-report';
import { slug } from '../../lib/report/wording/statement';
import { RULES } from '../../lib/rules/assess';
import type { Finding } from '../../lib/rules/rule';
import { bench, judged } from '../judgements/judged';
import { type Judgement, readJudgements } from '../judgements/judgement';
import { english } from './english';

interface Case {
  readonly judgement: string;
  readonly finding: Finding;
  /** Lines of the row's details. */
  readonly shown: readonly { readonly text: string; readonly source?: string }[];
  readonly audited: ReturnType<typeof toAuditReport>;
}

/** Every finding of every judgement, as the popup and the JSON tell of it. */
const CASES: readonly Case[] = readJudgements().flatMap(casesOf);

function casesOf(judgement: Judgement): readonly Case[] {
  const report = judged(judgement);
  const audited = toAuditReport(report, bench.knowledge, {
    url: judgement.page,
    endedAt: 0,
    headline: '',
    here: null,
    earshot: '',
    browser: { kind: 'chromium', version: '' },
  });
  return report.findings.map((finding) => {
    const row = report.destinations.find(({ key }) => key === finding.destination);
    if (row === undefined) throw new Error('a finding without a row');
    const context = { directory: bench.knowledge, databases: [], speaker: english, here: null };
    const details = rowDetails(row, [finding], report.destinations, context);
    return {
      judgement: judgement.name,
      finding,
      shown: details.flatMap(({ lines }) => lines),
      audited,
    };
  });
}

describe('what a finding says of a law', () => {
  const ofLaw = CASES.filter(({ finding }) => finding.evidence.kind === 'control');

  it('is said by every rule that is named for it', () => {
    const named = RULES.map(({ id }) => id).filter((id) => id.includes('jurisdiction'));
    expect([...new Set(ofLaw.map(({ finding }) => finding.rule))].sort()).toEqual(named.sort());
  });

  it.each(ofLaw)('$judgement, $finding.rule: basis and source are shown', (each) => {
    const { finding, shown, audited } = each;
    if (finding.evidence.kind !== 'control') return;
    const { country, jurisdictions } = finding.evidence;
    expect(jurisdictions.length).toBeGreaterThan(0);
    for (const law of jurisdictions) {
      const basis = say(phrase(`basis_${slug(law.basis)}`), english);
      const line = shown.find(
        ({ text, source }) => source === law.source.url && text.endsWith(`: ${basis}`),
      );
      expect(line, `${country} ${law.basis}`).toMatchObject({ checked: expect.any(String) });
    }
    expect(audited.findings).toContainEqual(
      expect.objectContaining({ evidence: expect.objectContaining({ country, jurisdictions }) }),
    );
  });

  it('stands beside a location too, where the network that agrees is named', () => {
    const supported = CASES.filter(
      ({ finding: { evidence } }) => evidence.kind === 'location' && evidence.networkAgrees,
    );
    expect(supported.length).toBeGreaterThan(0);
    for (const { finding, shown, audited } of supported) {
      const row = audited.destinations.find(({ id }) => id === finding.destination);
      const { country } = finding.evidence as { country: string };
      const ties = row?.networkJurisdictions.filter((law) => law.country === country) ?? [];
      expect(row?.networkRegisteredIn === country || ties.length > 0).toBe(true);
      for (const { source } of ties) expect(shown.map((line) => line.source)).toContain(source.url);
    }
  });
});
