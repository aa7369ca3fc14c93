import { describe, expect, test } from 'vitest';
import type { CountryCode } from '../../lib/country';
import { CATALOGUE } from '../../lib/vendors/catalog';
import { type Statement, type Verdict, verdictOn } from '../../lib/vendors/statement';

const country = (code: string) => code as CountryCode;

/** Voice of users outside China never goes to China. */
const NEVER_CHINA: Statement = {
  traffic: ['voice'],
  users: { notIn: [country('CN')] },
  machines: { notIn: [country('CN')] },
  dated: '2021-02',
  source: { url: 'https://example.com/', says: '', checked: '2026-11-23' },
};

const CN = country('CN');
const US = country('US');
const TOLD: Record<string, Verdict> = {
  consistent: { verdict: 'consistent' },
  'not seen': { verdict: 'not-seen' },
  contradicted: { verdict: 'contradicted' },
  'place unsure': { verdict: 'cannot-tell', because: 'place-unsure' },
  'user unsaid': { verdict: 'cannot-tell', because: 'user-unsaid' },
  'other users': { verdict: 'cannot-tell', because: 'other-users' },
  'not visible': { verdict: 'cannot-tell', because: 'not-visible' },
};

describe('what a company says, held against what was seen', () => {
  const ofAll = { ...NEVER_CHINA, users: null };
  const onlyNorway = { ...ofAll, machines: { in: [country('NO')] } };
  const stored = { ...ofAll, machines: null };
  const cases: [string, Statement, (CountryCode | null)[], CountryCode | null, string][] = [
    ['all elsewhere', NEVER_CHINA, [US, country('SG')], US, 'consistent'],
    ['one there for sure', NEVER_CHINA, [US, CN], US, 'contradicted'],
    ['one there, another unsure', NEVER_CHINA, [null, CN], US, 'contradicted'],
    ['one unsure', NEVER_CHINA, [US, null], US, 'place unsure'],
    ['Hong Kong is not mainland China', NEVER_CHINA, [country('HK')], US, 'consistent'],
    ['nothing', NEVER_CHINA, [], US, 'not seen'],
    ['a user it does not speak of', NEVER_CHINA, [CN], CN, 'other users'],
    ['a user who has not said', NEVER_CHINA, [CN], null, 'user unsaid'],
    ['everybody’s traffic', ofAll, [CN], null, 'contradicted'],
    ['where machines stand', onlyNorway, [country('NO')], null, 'consistent'],
    ['where they do not stand', onlyNorway, [country('SE')], null, 'contradicted'],
    ['what no browser could see', stored, [CN], null, 'not visible'],
  ];
  test.each(cases)('%s', (_, statement, places, user, told) => {
    expect(verdictOn(statement, places, user)).toEqual(TOLD[told]);
  });

  test('stands in the catalogue for Agora, with its source', () => {
    const agora = CATALOGUE.vendors.find(({ id }) => id === 'agora');
    expect(agora?.statements[0]).toMatchObject({
      traffic: ['voice'],
      users: { notIn: ['CN'] },
      machines: { notIn: ['CN'] },
      source: { checked: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) },
    });
  });
});
