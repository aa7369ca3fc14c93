import { expect, test } from 'vitest';
import type { CountryCode } from '../../lib/country';
import type { Location } from '../../lib/geo/location';
import { claimPlaces, type VendorSighting } from '../../lib/rules/claim-places';
import type { Statement } from '../../lib/vendors/statement';

const CN = 'CN' as CountryCode;
const statement: Statement = {
  traffic: ['voice'],
  users: null,
  machines: { notIn: [CN] },
  dated: '2021-02',
  source: { url: 'https://example.com/', says: '', checked: '2026-11-23' },
};
const surely: Location = { known: true, country: CN, certainty: 'agree', answers: [] };
const voice: VendorSighting = {
  subject: 'voice',
  outcome: 'reached',
  fromCache: false,
  locatedBy: 'address',
  location: surely,
  vendor: { vendor: 'agora' as never, by: 'host', matched: 'agora.io' },
};
const by = (how: 'address' | 'network' | 'sdk') => ({
  vendor: { vendor: 'agora' as never, by: how, matched: '' },
});
const unknown = (because: 'disagree' | 'anycast' | 'ruled-out' | 'hidden-by-proxy'): Location => ({
  known: false,
  because,
  detail: '',
  answers: [],
});

const cases: [string, Partial<VendorSighting>, readonly (CountryCode | null)[]][] = [
  ['reached, by name, two databases agree', {}, [CN]],
  ['known by an address that answered to the name', by('address'), [CN]],
  ['the operator says so', { location: { ...surely, certainty: 'published' } }, [CN]],
  ['one database alone', { location: { ...surely, certainty: 'single' } }, [null]],
  ['databases that disagree', { location: unknown('disagree') }, [null]],
  ['anycast', { location: unknown('anycast') }, [null]],
  ['ruled out by the speed of light', { location: unknown('ruled-out') }, [null]],
  ['behind a proxy', { location: unknown('hidden-by-proxy') }, [null]],
  ['an address that only stands in the name', { locatedBy: 'host-name' }, [null]],
  ['theirs by the network alone', by('network'), [null]],
  ['theirs by the software alone', by('sdk'), [null]],
  ['only tried', { outcome: 'attempted' }, []],
  ['tried and failed', { outcome: 'failed' }, []],
  ['from the browser’s own copy', { fromCache: true }, []],
  ['traffic it does not speak of', { subject: 'check' }, []],
];
test.each(cases)('%s', (_, part, places) => {
  expect(claimPlaces(statement, [{ ...voice, ...part }])).toEqual(places);
});
