import { describe, expect, it } from 'vitest';
import { type CountryCode, parseCountryCode } from '../../lib/country';
import type { Location } from '../../lib/geo/location';
import { refute } from '../../lib/geo/refute';

const code = (text: string): CountryCode => parseCountryCode(text) ?? expect.unreachable(text);

function agreed(country: string): Location {
  const answers = ['dbip', 'ipfire'].map((database) => ({ database, country: code(country) }));
  return { known: true, country: code(country), certainty: 'agree', answers };
}

function disputed(...countries: readonly string[]): Location {
  const answers = countries.map((country, n) => ({ database: `db${n}`, country: code(country) }));
  return { known: false, because: 'disagree', detail: '', answers };
}

const anycast: Location = { known: false, because: 'anycast', detail: '', answers: [] };

describe('what the speed of light says', () => {
  it.each<[string, Location, string, number, object]>([
    ['China from Germany in 4 ms', agreed('CN'), 'DE', 4, { known: false, because: 'ruled-out' }],
    ['China from Germany in 200 ms', agreed('CN'), 'DE', 200, { known: true, country: 'CN' }],
    ['France from Germany in 4 ms', agreed('FR'), 'DE', 4, { known: true, country: 'FR' }],
    [
      'one of two is possible',
      disputed('CN', 'NL'),
      'DE',
      4,
      { known: true, certainty: 'single', country: 'NL' },
    ],
    [
      'none of two is possible',
      disputed('CN', 'SG'),
      'DE',
      4,
      { known: false, because: 'ruled-out' },
    ],
    [
      'both of two are possible',
      disputed('CN', 'SG'),
      'DE',
      300,
      { known: false, because: 'disagree' },
    ],
    ['no country was named', anycast, 'DE', 1, { known: false, because: 'anycast' }],
  ])('%s', (_, location, from, ms, expected) => {
    expect(refute(location, code(from), ms)).toMatchObject(expected);
  });
});
