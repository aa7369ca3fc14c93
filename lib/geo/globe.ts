/** Degrees: latitude, longitude. */
export type Point = readonly [latitude: number, longitude: number];

/** All points within a number of kilometres of a point. */
export type Circle = readonly [latitude: number, longitude: number, radiusKm: number];

/**
 * The least radius of the earth: distances come out too short by up to 0.4 %, never too long, so
 * that nothing is ruled out that is possible.
 */
const EARTH_KM = 6357;

/** Great-circle distance in kilometres (haversine). */
export function distanceKm([lat1, lon1]: Point, [lat2, lon2]: Point): number {
  const radians = Math.PI / 180;
  const a =
    Math.sin(((lat2 - lat1) * radians) / 2) ** 2 +
    Math.cos(lat1 * radians) *
      Math.cos(lat2 * radians) *
      Math.sin(((lon2 - lon1) * radians) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(a)));
}
