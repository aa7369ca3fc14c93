import { describe, expect, test } from 'vitest';
import type { CountryCode } from '../../lib/country';
import type { Certainty, Location } from '../../lib/geo/location';
import { CATALOGUE } from '../../lib/vendors/catalog';
import { type Statement, verdictOn } from '../../lib/vendors/statement';

const country = (code: string) => code as CountryCode;

/** Voice of users outside China never goes to China. */
const NEVER_CHINA: Statement = {
  traffic: ['voice'],
  users: { notIn: [country('CN')] },
  machines: { notIn: [country('CN')] },
  dated: '2021-02',
  source: { url: 'https://example.com/', says: '', checked: '2026-11-23' },
};

function at(code: string, certainty: Certainty = 'agree'): Location {
  return { known: true, country: country(code), certainty, answers: [] };
}
const DISAGREE: Location = { known: false, because: 'disagree', detail: '', answers: [] };

describe('what a company says, held against what was seen', () => {
  test.each([
    ['all elsewhere', [at('US'), at('SG')], 'consistent'],
    ['one there for sure', [at('US'), at('CN')], 'contradicted'],
    ['there by the operator’s own word', [at('CN', 'published')], 'contradicted'],
    ['there by one database alone', [at('CN', 'single')], 'cannot-tell'],
    ['databases that disagree', [at('US'), DISAGREE], 'cannot-tell'],
    ['in Hong Kong, which is not mainland China', [at('HK')], 'consistent'],
    ['nothing', [], 'not-seen'],
  ] as const)('%s', (_, places, verdict) => {
    expect(verdictOn(NEVER_CHINA, places, country('US'))).toBe(verdict);
  });

  test('says nothing of people it does not speak of, nor of people who have not said', () => {
    const places = [at('CN')];
    expect(verdictOn(NEVER_CHINA, places, country('CN'))).toBe('cannot-tell');
    expect(verdictOn(NEVER_CHINA, places, null)).toBe('cannot-tell');
    expect(verdictOn({ ...NEVER_CHINA, users: null }, places, null)).toBe('contradicted');
  });

  test('can name the countries in which machines stand', () => {
    const onlyHere = { ...NEVER_CHINA, users: null, machines: { in: [country('NO')] } };
    expect(verdictOn(onlyHere, [at('NO')], null)).toBe('consistent');
    expect(verdictOn(onlyHere, [at('SE')], null)).toBe('contradicted');
  });

  test('leaves what no browser could see alone', () => {
    const stored = { ...NEVER_CHINA, users: null, machines: null };
    expect(verdictOn(stored, [at('CN')], null)).toBe('cannot-tell');
  });

  test('stands in the catalogue for Agora, with its source', () => {
    const agora = CATALOGUE.vendors.find(({ id }) => id === 'agora');
    expect(agora?.statements).toMatchObject([
      {
        traffic: ['voice'],
        users: { notIn: ['CN'] },
        machines: { notIn: ['CN'] },
        source: { checked: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) },
      },
    ]);
  });
});
