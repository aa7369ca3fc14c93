import type { CountryCode } from '../../country';
import type { Destination } from '../../destination';
import type { NotLocated } from '../../geo/location';
import { isLoneVoice } from '../../rules/assess';
import type { Evidence } from '../../rules/rule';
import { type MessageKey, type Phrase, phrase } from '../phrase';

const UNKNOWN_PLACE: Record<NotLocated, MessageKey> = {
  disagree: 'place_unknown',
  none: 'place_unknown',
  anycast: 'place_many',
  special: 'place_special',
  'hidden-by-proxy': 'place_unknown',
  'ruled-out': 'place_unknown',
  'not-observed': 'place_unknown',
  person: 'place_person',
  'no-database': 'place_unknown',
};

/**
 * "a server in China": where the machine is. Only location evidence may name a country that the
 * location itself leaves open; the country of a law never becomes a place.
 */
export function placeOf(
  { location }: Pick<Destination, 'location'>,
  evidence: Evidence | null,
): Phrase {
  if (evidence?.kind === 'location') {
    const doubtful = evidence.certainty === 'disagree' || isLoneVoice(evidence);
    return phrase(doubtful ? 'place_country_maybe' : 'place_country', {
      country: evidence.country,
    });
  }
  if (location.known) {
    const doubtful = location.certainty === 'single';
    return phrase(doubtful ? 'place_country_maybe' : 'place_country', {
      country: location.country,
    });
  }
  return phrase(UNKNOWN_PLACE[location.because]);
}

/** What stands where a country's name would stand: `label` alone when no country is known. */
export type CountryLabel = { readonly country: CountryCode } | { readonly label: Phrase };

const NO_COUNTRY: Partial<Record<NotLocated, MessageKey>> = {
  anycast: 'country_many',
  special: 'country_special',
  person: 'country_person',
};

export function countryLabel({ location }: Pick<Destination, 'location'>): CountryLabel {
  if (location.known) return { country: location.country };
  return { label: phrase(NO_COUNTRY[location.because] ?? 'country_unknown') };
}
