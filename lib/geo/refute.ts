import type { CountryCode } from '../country';
import type { Location } from './location';
import { isRuledOut } from './travel-time';

/**
 * Takes back what the speed of light contradicts: a machine that answered within `roundTripMs`
 * can't be too far from where the user is. It never proves a country; where two databases disagree
 * and only one of their countries is possible, that one remains as one database's word.
 * @param from the country the user says they are in.
 * @returns the same object when nothing is contradicted.
 */
export function refute(location: Location, from: CountryCode, roundTripMs: number): Location {
  const isPossible = (country: CountryCode) => !isRuledOut(country, from, roundTripMs);
  const { answers } = location;
  if (location.known) {
    if (isPossible(location.country)) return location;
    return { known: false, because: 'ruled-out', detail: '', answers };
  }
  if (location.because !== 'disagree') return location;
  const named = new Set(answers.flatMap(({ country }) => country ?? []));
  const [possible, another] = [...named].filter(isPossible);
  if (another !== undefined) return location;
  if (possible === undefined) return { known: false, because: 'ruled-out', detail: '', answers };
  return { known: true, country: possible, certainty: 'single', answers };
}
