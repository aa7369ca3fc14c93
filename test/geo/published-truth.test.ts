import { describe, expect, test } from 'vitest';
import published from '../../data/geo/published-locations.json';
import { addressOf } from '../../lib/address';
import { readCidr } from '../../lib/geo/cidr';
import { createLocator } from '../../lib/geo/locator';
import regions from '../fixtures/geo/published-regions.json';
import { shippedDatabase } from './fixtures';

const locator = createLocator({ shipped: shippedDatabase(), user: [] });
const PROBES = 8;

/** What the two databases alone say of addresses spread over a range. */
function* databaseAnswers(cidr: string): Generator<(string | null)[]> {
  const words = new Uint32Array(4);
  const { length } = readCidr(cidr, words);
  const first = words[3] ?? 0;
  for (let probe = 0; probe < PROBES; probe += 1) {
    words[3] = first + Math.floor(((probe + 0.5) / PROBES) * 2 ** (32 - length));
    const { answers } = locator.factsOf(addressOf(words, 4)).location;
    yield ['dbip', 'ipfire'].map(
      (id) => answers.find(({ database }) => database === id)?.country ?? null,
    );
  }
}

/** How often both databases agree, how often that is right, and China claimed elsewhere. */
function score(truth: Record<string, readonly string[]>) {
  const counts = { asked: 0, agreed: 0, right: 0, falseChina: 0 };
  for (const [country, ranges] of Object.entries(truth)) {
    for (const [first, second] of ranges.flatMap((cidr) => [...databaseAnswers(cidr)])) {
      counts.asked += 1;
      if (first === null || first !== second) continue;
      counts.agreed += 1;
      if (first === country) counts.right += 1;
      else if (first === 'CN') counts.falseChina += 1;
    }
  }
  return counts;
}

describe('agreement of the two databases, against what operators publish', () => {
  test('Google Cloud and Vultr, which no table of ours mentions', () => {
    const { asked, agreed, right, falseChina } = score(regions.ranges);
    expect(asked).toBeGreaterThan(1600);
    expect(agreed / asked).toBeGreaterThan(0.95);
    expect(right / agreed).toBeGreaterThanOrEqual(0.995);
    expect(falseChina).toBe(0);
  });

  test('Amazon, whose newest regions one database misses: it then doesn’t agree', () => {
    const amazon = published.locations.filter(({ operator }) => operator.startsWith('Amazon'));
    const truth = Object.fromEntries(amazon.map(({ country, prefixes }) => [country, prefixes]));
    const { agreed, right, falseChina } = score(truth);
    expect(agreed).toBeGreaterThan(500);
    expect(right / agreed).toBeGreaterThanOrEqual(0.995);
    expect(falseChina).toBe(0);
  });
});
