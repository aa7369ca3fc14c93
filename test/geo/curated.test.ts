import ipaddr from 'ipaddr.js';
import { describe, expect, test } from 'vitest';
import anycast from '../../data/geo/anycast.json';
import inputs from '../../data/geo/inputs.json';
import published from '../../data/geo/published-locations.json';
import { type Family, readWords } from '../../lib/address-words';
import { loadCurated } from '../../lib/geo/curated';
import { specialRangeOf } from '../../lib/special-range';

const entries = [
  ...anycast.networks.map((entry) => ({ ...entry, prefixes: [], name: entry.service })),
  ...anycast.prefixes.map((entry) => ({ ...entry, name: entry.service })),
  ...published.locations.map((entry) => ({ ...entry, name: entry.operator })),
];

describe('the curated tables', () => {
  test('load', () => {
    expect(() => loadCurated()).not.toThrow();
  });

  test.each(entries)('$name has dated sources and public networks without host bits', (entry) => {
    expect(entry.sources.length).toBeGreaterThan(0);
    for (const { url, says, checked } of entry.sources) {
      expect(url).toMatch(/^https?:\/\//);
      expect(says.length).toBeGreaterThan(20);
      expect(checked).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
    const words = new Uint32Array(4);
    for (const prefix of entry.prefixes) {
      const [network] = ipaddr.parseCIDR(prefix);
      const first = ipaddr.IPv4.isValidCIDR(prefix)
        ? ipaddr.IPv4.networkAddressFromCIDR(prefix)
        : ipaddr.IPv6.networkAddressFromCIDR(prefix);
      expect(first.toString(), prefix).toBe(network.toString());
      const family = readWords(prefix.split('/')[0] ?? '', words);
      expect(specialRangeOf(words, family as Family), prefix).toBeNull();
    }
  });

  test('no prefix is in a table twice', () => {
    const all = anycast.prefixes.flatMap(({ prefixes }) => prefixes);
    expect(new Set(all).size).toBe(all.length);
    const places = published.locations.flatMap(({ prefixes }) => prefixes);
    expect(new Set(places).size).toBe(places.length);
  });
});

test.each(Object.entries(inputs))('%s is credited and pinned', (_, input) => {
  expect(input.date).toMatch(/^2026-\d\d-\d\d$/);
  expect(input.licence).not.toBe('');
  expect(input.licenceUrl).toMatch(/^https:/);
  for (const { sha256 } of input.files) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(input.attribution === '').toBe(input.licence === 'PDDL 1.0');
});
