import areas from '../../data/geo/country-areas.json';
import { type CountryCode, parseCountryCode } from '../country';
import { type Circle, distanceKm } from './globe';

/**
 * Light needs a millisecond for about 200 km of optical fibre (refractive index 1.47, so two
 * thirds of its speed in vacuum), and a round trip goes both ways. Real routes are never straight
 * and machines take time to answer, so this can rule a place out and never prove one.
 */
const KM_PER_ROUND_TRIP_MS = 100;

/** Browsers round what they measure, by up to a millisecond where they guard against timing. */
const ROUNDING_MS = 1;

/** How far away, at most, a machine is that answered within a round-trip time in milliseconds. */
export function farthestKm(roundTripMs: number): number {
  return (roundTripMs + ROUNDING_MS) * KM_PER_ROUND_TRIP_MS;
}

/**
 * The least distance between two countries in kilometres: a lower bound, up to some hundred
 * kilometres too short for large countries, never too long. Zero for one and the same.
 * @returns `null` when the map doesn't have one of them.
 */
export function leastDistanceKm(from: CountryCode, to: CountryCode): number | null {
  const [here, there] = [circlesOf(from), circlesOf(to)];
  if (here === null || there === null) return null;
  if (from === to) return 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [lat1, lon1, radius1] of here) {
    for (const [lat2, lon2, radius2] of there) {
      const gap = distanceKm([lat1, lon1], [lat2, lon2]) - radius1 - radius2;
      if (gap < least) least = gap;
    }
  }
  return Math.max(0, least);
}

/**
 * Whether a machine that answered a browser in one country can't be in another.
 * Only for times measured to the machine itself: through a proxy or VPN they say nothing, and
 * neither does the time of an anycast address of its other machines.
 * @param roundTripMs the shortest seen, in milliseconds
 */
export function isRuledOut(country: CountryCode, from: CountryCode, roundTripMs: number): boolean {
  const distance = leastDistanceKm(from, country);
  return distance !== null && distance > farthestKm(roundTripMs);
}

/** Countries whose distances are known. */
export const COUNTRIES_ON_MAP = Object.keys(areas).flatMap((code) => parseCountryCode(code) ?? []);

const parsed = new Map<string, readonly Circle[]>();

function circlesOf(country: CountryCode): readonly Circle[] | null {
  const known = parsed.get(country);
  if (known !== undefined) return known;
  if (!Object.hasOwn(areas, country)) return null;
  const circles = areas[country as keyof typeof areas]
    .split(', ')
    .map((circle) => circle.split(' ').map(Number) as unknown as Circle);
  parsed.set(country, circles);
  return circles;
}
