import fc from 'fast-check';
import { feature } from 'topojson-client';
import { describe, expect, test } from 'vitest';
import atlas from 'world-atlas/countries-50m.json';
import areas from '../../data/geo/country-areas.json';
import { type CountryCode, parseCountryCode } from '../../lib/country';
import { distanceKm, type Point } from '../../lib/geo/globe';
import { farthestKm, isRuledOut, leastDistanceKm } from '../../lib/geo/travel-time';
import { runs } from '../fuzz-runs';

const code = (text: string) => text as CountryCode;

describe('distanceKm', () => {
  test.each<[string, Point, Point, number]>([
    ['London to Paris', [51.5074, -0.1278], [48.8566, 2.3522], 343.6],
    ['across the date line', [0, 179.5], [0, -179.5], 110.9],
    ['pole to pole', [90, 0], [-90, 0], 19_971],
    ['nowhere', [10, 20], [10, 20], 0],
  ])('%s', (_, from, to, km) => {
    expect(Math.abs(distanceKm(from, to) - km)).toBeLessThan(km * 0.005 + 0.001);
  });
});

describe('leastDistanceKm', () => {
  // The upper number is about the real distance; the bound may be some hundred km short of it.
  test.each([
    ['DE', 'CN', 4000, 4700],
    ['US', 'CN', 2300, 3100],
    ['GB', 'SG', 9800, 10_500],
    ['DE', 'FR', 0, 0],
    ['US', 'RU', 0, 90],
    ['JP', 'CN', 100, 800],
    ['HK', 'CN', 0, 0],
    ['FJ', 'NZ', 700, 1900],
  ])('%s to %s is between %i and %i km', (from, to, least, most) => {
    const distance = leastDistanceKm(code(from), code(to));
    expect(distance).toBeGreaterThanOrEqual(least);
    expect(distance).toBeLessThanOrEqual(most);
    expect(leastDistanceKm(code(to), code(from))).toBe(distance);
  });

  test('is zero within a country and unknown for what the map lacks', () => {
    expect(leastDistanceKm(code('CN'), code('CN'))).toBe(0);
    expect(leastDistanceKm(code('DE'), code('ZZ'))).toBeNull();
    expect(leastDistanceKm(code('__proto__'), code('DE'))).toBeNull();
  });

  test('is never longer than the way between two points of their borders', () => {
    const borders = { CN: borderOf('156'), DE: borderOf('276'), BR: borderOf('076') };
    const names = fc.constantFrom('CN' as const, 'DE' as const, 'BR' as const);
    fc.assert(
      fc.property(names, names, fc.nat(), fc.nat(), (from, to, i, j) => {
        fc.pre(from !== to);
        const a = borders[from][i % borders[from].length] ?? [0, 0];
        const b = borders[to][j % borders[to].length] ?? [0, 0];
        expect(leastDistanceKm(code(from), code(to))).toBeLessThanOrEqual(distanceKm(a, b));
      }),
      { numRuns: runs(300) },
    );
  });
});

/** The points of a country's border on the map that the circles were drawn from. */
function borderOf(id: string): Point[] {
  const { objects } = atlas as unknown as { objects: { countries: never } };
  const { features } = feature(atlas as never, objects.countries) as unknown as {
    features: { id?: string; geometry: { coordinates: unknown[] } }[];
  };
  const country = features.find((candidate) => candidate.id === id);
  const numbers = (country?.geometry.coordinates ?? []).flat(9) as number[];
  expect(numbers.length).toBeGreaterThan(100);
  return numbers.flatMap((longitude, i) =>
    i % 2 === 0 ? [[numbers[i + 1] ?? 0, longitude] as const] : [],
  );
}

describe('isRuledOut', () => {
  test('a hundred kilometres for each millisecond, and a millisecond for rounding', () => {
    expect(farthestKm(20)).toBe(2100);
  });

  test.each([
    // Berlin to a machine that answers in 12 ms: not in China, whatever a database says.
    ['CN', 'DE', 12, true],
    // 60 ms: light could have been there and back.
    ['CN', 'DE', 60, false],
    ['CN', 'DE', 200, false],
    ['FR', 'DE', 1, false],
    ['US', 'SG', 5, true],
    ['CN', 'HK', 0.5, false],
    ['ZZ', 'DE', 1, false],
  ])('%s from %s in %d ms: %s', (country, from, ms, ruledOut) => {
    expect(isRuledOut(code(country), code(from), ms)).toBe(ruledOut);
  });
});

test('every country of the map is a country code with well-formed circles', () => {
  for (const [country, circles] of Object.entries(areas)) {
    expect(parseCountryCode(country)).toBe(country);
    expect(circles).toMatch(/^(-?\d+(\.\d)? -?\d+(\.\d)? \d+(, |$))+$/);
  }
  for (const own of ['HK', 'MO', 'TW', 'XK', 'PS', 'SG']) expect(areas).toHaveProperty(own);
});
