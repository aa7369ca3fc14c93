import { writeMmdb } from '../../lib/geo/mmdb-writer';
import type { Lab } from './lab';

/** The day the lab was drawn up: the same lab gives the same bytes. */
const DRAWN_UP = Date.UTC(2026, 10, 23) / 1000;

/**
 * A MaxMind database in the GeoIP2 schema that gives the lab's loopback addresses their countries
 * and networks. Earshot reads it like any database its user brings.
 */
export function writeLabDatabase(lab: Lab): Uint8Array {
  return writeMmdb({
    databaseType: 'Earshot-Demo-Lab',
    description: 'Invented countries for loopback addresses of the Earshot demo room',
    buildEpoch: DRAWN_UP,
    records: Object.values(lab).map(({ address, country, asn, network }) => [
      `${address}/32`,
      {
        country: { iso_code: country },
        autonomous_system_number: asn,
        autonomous_system_organization: network,
      },
    ]),
  });
}
