import type { CountryCode } from '../country';
import type { Destination } from '../destination';
import type { Statement } from '../vendors/statement';
import type { Sighting } from './rule';

/** What was seen of a vendor's machine. */
export type VendorSighting = Pick<Destination, 'location' | 'locatedBy' | 'vendor'> &
  Pick<Sighting, 'subject' | 'outcome' | 'fromCache'>;

/**
 * Where the machines are that a statement's traffic reached, `null` for each whose place isn't
 * sure. What was only tried, or came from the browser's own copy, reached nobody.
 * @param seen contacts of the company that made the statement.
 */
export function claimPlaces(
  { traffic }: Statement,
  seen: readonly VendorSighting[],
): readonly (CountryCode | null)[] {
  const spokenOf: ReadonlySet<string> = new Set(traffic);
  return seen
    .filter(({ subject, outcome, fromCache }) => {
      return spokenOf.has(subject) && outcome === 'reached' && !fromCache;
    })
    .map(surePlace);
}

/**
 * A company's word isn't set aside for one database alone, for an address that only stands in a
 * name, nor for a machine that is known as the company's by its network or software.
 */
function surePlace({ location, locatedBy, vendor }: VendorSighting): CountryCode | null {
  const isSurelyTheirs = vendor?.by === 'host' || vendor?.by === 'address';
  if (!isSurelyTheirs || locatedBy !== 'address' || !location.known) return null;
  return location.certainty === 'single' ? null : location.country;
}
