import { type CountryCode, parseCountryCode } from '../country';
import type { AutonomousSystem } from './location';
import { asMap, type MmdbMap, type MmdbValue } from './mmdb-value';

/** What a database of the user's own says of an address. */
export interface UserRecord {
  readonly country: CountryCode | null;
  readonly network: AutonomousSystem | null;
}

/**
 * Reads a record in the schemas that are sold and given away:
 * - MaxMind GeoIP2 and GeoLite2, DB-IP: `country.iso_code`; `autonomous_system_number` and
 *   `autonomous_system_organization` (GeoIP2 ISP and Enterprise under `traits`)
 * - IPinfo: `country` or `country_code` as text, `asn` as `AS64500`, `as_name`
 * - sapics/ip-location-db: `country_code`
 *
 * `registered_country` and `represented_country` are not where a machine is and are not read.
 */
export function parseUserRecord(value: MmdbValue | null): UserRecord {
  const record = asMap(value);
  if (record === null) return { country: null, network: null };
  return { country: countryIn(record), network: networkIn(record) };
}

function countryIn(record: MmdbMap): CountryCode | null {
  const country = record.get('country');
  return (
    parseCountryCode(asMap(country)?.get('iso_code')) ??
    parseCountryCode(record.get('country_code')) ??
    parseCountryCode(country)
  );
}

function networkIn(record: MmdbMap): AutonomousSystem | null {
  const traits = asMap(record.get('traits'));
  const field = (name: string): MmdbValue | undefined => record.get(name) ?? traits?.get(name);
  const asn = parseAsn(field('autonomous_system_number') ?? field('asn'));
  if (asn === null) return null;
  const organisation =
    field('autonomous_system_organization') ?? field('as_name') ?? field('name') ?? '';
  return {
    asn,
    organisation: typeof organisation === 'string' ? organisation : '',
    registeredIn: null,
  };
}

/** `64500` or `AS64500`; AS numbers have 32 bits (RFC 6793). */
function parseAsn(value: MmdbValue | undefined): number | null {
  const digits = typeof value === 'string' ? /^(?:AS)?(\d{1,10})$/i.exec(value)?.[1] : value;
  const asn = Number(digits ?? Number.NaN);
  return Number.isInteger(asn) && asn > 0 && asn < 2 ** 32 ? asn : null;
}
