import { describe, expect, test } from 'vitest';
import type { MmdbInput } from '../../lib/geo/mmdb-encoder';
import { lookUp, openMmdb } from '../../lib/geo/mmdb-reader';
import { writeMmdb } from '../../lib/geo/mmdb-writer';
import { parseUserRecord } from '../../lib/geo/user-record';

function parsed(record: MmdbInput): object {
  const header = { databaseType: 'Test', description: '', buildEpoch: 1 };
  const bytes = writeMmdb({ ...header, records: [['1.0.0.0/8', record]] });
  return parseUserRecord(lookUp(openMmdb(bytes), Uint32Array.of(0, 0, 0, 0x01020304), 4));
}

const google = { asn: 15169, organisation: 'Google LLC', registeredIn: null };

describe('parseUserRecord', () => {
  test.each<[string, MmdbInput, object]>([
    [
      'GeoIP2 Country',
      { country: { iso_code: 'HK', geoname_id: 1819730 }, registered_country: { iso_code: 'CN' } },
      { country: 'HK', network: null },
    ],
    [
      'GeoIP2 without a country: where the block is registered is no answer',
      { registered_country: { iso_code: 'CN' }, represented_country: { iso_code: 'US' } },
      { country: null, network: null },
    ],
    [
      'GeoLite2 ASN',
      { autonomous_system_number: 15169, autonomous_system_organization: 'Google LLC' },
      { country: null, network: google },
    ],
    [
      'GeoIP2 Enterprise',
      {
        country: { iso_code: 'US' },
        traits: { autonomous_system_number: 15169, autonomous_system_organization: 'Google LLC' },
      },
      { country: 'US', network: google },
    ],
    [
      'IPinfo Lite',
      {
        country: 'United States',
        country_code: 'US',
        asn: 'AS15169',
        as_name: 'Google LLC',
        as_domain: 'google.com',
      },
      { country: 'US', network: google },
    ],
    ['IPinfo country', { country: 'us' }, { country: 'US', network: null }],
    ['ip-location-db', { country_code: 'SG' }, { country: 'SG', network: null }],
    ['a region is no country', { country: { iso_code: 'EU' } }, { country: null, network: null }],
    ['a number where a code belongs', { country: 7 }, { country: null, network: null }],
    ['an AS number beyond 32 bits', { asn: 'AS99999999999' }, { country: null, network: null }],
    ['AS 0', { asn: 0 }, { country: null, network: null }],
    ['text', 'SG', { country: null, network: null }],
  ])('%s', (_, record, expected) => {
    expect(parsed(record)).toEqual(expected);
  });
});
