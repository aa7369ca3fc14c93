import type { CountryCode } from '../country';
import type { DatabaseAnswer, Location } from './location';

/** The two independent databases of the shipped file. */
export const COUNTRY_DATABASE = 'dbip';
export const WITNESS_DATABASE = 'ipfire';
/** Published by the operator or by others: see `data/geo/published-locations.json`. */
export const PUBLISHED = 'published';

/**
 * What follows from the answers alone. A country is certain when both databases name it and
 * nothing published names another.
 * @param doubt a country published by somebody other than the operator, `null` when there is none
 */
export function locationByAgreement(
  country: CountryCode | null,
  witness: CountryCode | null,
  doubt: CountryCode | null,
  answers: readonly DatabaseAnswer[],
): Location {
  const named = country ?? witness ?? doubt;
  if (named === null) return { known: false, because: 'none', detail: '', answers };
  for (const other of [witness, doubt]) {
    if (other !== null && other !== named) {
      return { known: false, because: 'disagree', detail: '', answers };
    }
  }
  const certainty = country === witness && country !== null ? 'agree' : 'single';
  return { known: true, country: named, certainty, answers };
}
