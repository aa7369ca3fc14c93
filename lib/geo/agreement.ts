import type { CountryCode } from '../country';
import type { DatabaseAnswer, Location } from './location';

/** The two independent databases of the shipped file. */
export const COUNTRY_DATABASE = 'dbip';
export const WITNESS_DATABASE = 'ipfire';

/** What follows from the two answers alone. */
export function locationByAgreement(
  country: CountryCode | null,
  witness: CountryCode | null,
  answers: readonly DatabaseAnswer[],
): Location {
  if (country !== null && witness !== null && country !== witness) {
    return { known: false, because: 'disagree', detail: '', answers };
  }
  const named = country ?? witness;
  if (named === null) return { known: false, because: 'none', detail: '', answers };
  const certainty = country === witness ? 'agree' : 'single';
  return { known: true, country: named, certainty, answers };
}
