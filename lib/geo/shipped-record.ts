import { type CountryCode, parseCountryCode } from '../country';
import type { AutonomousSystem } from './location';
import { asMap, type MmdbValue } from './mmdb-value';

/** A record of the database that `scripts/build-geo-database` makes. */
export interface ShippedRecord {
  readonly country: CountryCode | null;
  readonly witness: CountryCode | null;
  readonly network: AutonomousSystem | null;
}

/** Reads a record; whatever is missing or malformed in it is unknown. */
export function parseShippedRecord(value: MmdbValue | null): ShippedRecord {
  const record = asMap(value);
  return {
    country: parseCountryCode(record?.get('country')),
    witness: parseCountryCode(record?.get('witness')),
    network: parseNetwork(record?.get('network')),
  };
}

function parseNetwork(value: MmdbValue | undefined): AutonomousSystem | null {
  const network = asMap(value);
  const asn = network?.get('asn');
  if (typeof asn !== 'number') return null;
  const organisation = network?.get('organisation');
  return {
    asn,
    organisation: typeof organisation === 'string' ? organisation : '',
    registeredIn: parseCountryCode(network?.get('registered')),
  };
}
