import ipaddr from 'ipaddr.js';
import { describe, expect, test } from 'vitest';
import { type Family, readWords } from '../lib/address-words';
import { specialRangeOf } from '../lib/special-range';

function rangeOf(address: string): string | null {
  const words = new Uint32Array(4);
  const family = readWords(address, words);
  expect(family, address).not.toBe(0);
  return specialRangeOf(words, family as Family);
}

/** First and last address of each range, and its neighbours outside. */
const RANGES: readonly (readonly [string, string, string, string | null, string | null])[] = [
  // range, first, last, before, after
  ['this-network', '0.0.0.0', '0.255.255.255', null, '1.0.0.0'],
  ['private', '10.0.0.0', '10.255.255.255', '9.255.255.255', '11.0.0.0'],
  ['carrier-grade-nat', '100.64.0.0', '100.127.255.255', '100.63.255.255', '100.128.0.0'],
  ['loopback', '127.0.0.0', '127.255.255.255', '126.255.255.255', '128.0.0.0'],
  ['link-local', '169.254.0.0', '169.254.255.255', '169.253.255.255', '169.255.0.0'],
  ['private', '172.16.0.0', '172.31.255.255', '172.15.255.255', '172.32.0.0'],
  ['ietf-protocol', '192.0.0.0', '192.0.0.255', '191.255.255.255', '192.0.1.0'],
  ['documentation', '192.0.2.0', '192.0.2.255', '192.0.1.255', '192.0.3.0'],
  ['as112', '192.31.196.0', '192.31.196.255', '192.31.195.255', '192.31.197.0'],
  ['amt-relay', '192.52.193.0', '192.52.193.255', '192.52.192.255', '192.52.194.0'],
  ['6to4-relay', '192.88.99.0', '192.88.99.255', '192.88.98.255', '192.88.100.0'],
  ['private', '192.168.0.0', '192.168.255.255', '192.167.255.255', '192.169.0.0'],
  ['as112', '192.175.48.0', '192.175.48.255', '192.175.47.255', '192.175.49.0'],
  ['benchmarking', '198.18.0.0', '198.19.255.255', '198.17.255.255', '198.20.0.0'],
  ['documentation', '198.51.100.0', '198.51.100.255', '198.51.99.255', '198.51.101.0'],
  ['documentation', '203.0.113.0', '203.0.113.255', '203.0.112.255', '203.0.114.0'],
  ['multicast', '224.0.0.0', '239.255.255.255', '223.255.255.255', null],
  ['reserved', '240.0.0.0', '255.255.255.254', null, null],
  ['broadcast', '255.255.255.255', '255.255.255.255', null, null],
  ['unspecified', '::', '::', null, null],
  ['loopback', '::1', '::1', null, null],
  ['ipv4-translated', '::ffff:0:0:0', '::ffff:0:ffff:ffff', null, null],
  ['nat64-local', '64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff', null, null],
  ['discard', '100::', '100::ffff:ffff:ffff:ffff', null, null],
  ['discard', '100:0:0:1::', '100::1:ffff:ffff:ffff:ffff', null, null],
  ['ietf-protocol', '2001:1::', '2001:1::7', null, null],
  ['benchmarking', '2001:2::', '2001:2:0:ffff:ffff:ffff:ffff:ffff', null, null],
  ['amt-relay', '2001:3::', '2001:3:ffff:ffff:ffff:ffff:ffff:ffff', null, null],
  ['as112', '2001:4:112::', '2001:4:112:ffff:ffff:ffff:ffff:ffff', null, null],
  ['orchid', '2001:10::', '2001:1f:ffff:ffff:ffff:ffff:ffff:ffff', null, null],
  ['orchid', '2001:20::', '2001:2f:ffff:ffff:ffff:ffff:ffff:ffff', null, null],
  ['drone-remote-id', '2001:30::', '2001:3f:ffff:ffff:ffff:ffff:ffff:ffff', null, null],
  ['ietf-protocol', '2001:40::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff', null, '2001:200::'],
  [
    'documentation',
    '2001:db8::',
    '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff',
    '2001:db7:ffff:ffff:ffff:ffff:ffff:ffff',
    '2001:db9::',
  ],
  [
    'as112',
    '2620:4f:8000::',
    '2620:4f:8000:ffff:ffff:ffff:ffff:ffff',
    '2620:4f:7fff:ffff:ffff:ffff:ffff:ffff',
    '2620:4f:8001::',
  ],
  [
    'documentation',
    '3fff::',
    '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff',
    '3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    '3fff:1000::',
  ],
  ['reserved', '4000::', '5eff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '3fff:ffff::', null],
  ['segment-routing', '5f00::', '5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff', null, null],
  ['unique-local', 'fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', null, null],
  ['link-local', 'fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff', null, null],
  ['site-local', 'fec0::', 'feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', null, null],
  ['multicast', 'ff00::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', null, null],
];

describe('specialRangeOf', () => {
  test.each(RANGES)('%s: %s to %s', (range, first, last, before, after) => {
    expect(rangeOf(first)).toBe(range);
    expect(rangeOf(last)).toBe(range);
    if (before !== null) expect(rangeOf(before)).toBeNull();
    if (after !== null) expect(rangeOf(after)).toBeNull();
  });

  test.each(['1.1.1.1', '8.8.8.8', '47.92.0.1', '2606:4700::1', '2408:8000::1', '2001:200::1'])(
    '%s is an ordinary address',
    (address) => {
      expect(rangeOf(address)).toBeNull();
    },
  );

  test('calls special whatever ipaddr.js does, with its differences known', () => {
    for (const [range, first, last] of RANGES) {
      for (const address of [first, last]) {
        const theirs = ipaddr.parse(address).range();
        // ipaddr.js 2.5.0 has no row for these: unassigned space outside 2000::/3, the dummy
        // prefix of RFC 9780, and the rest of 2001::/23, of which it lists single parts.
        const unlisted = ['reserved', 'discard', 'ietf-protocol', 'nat64-local', 'ipv4-translated'];
        if (theirs === 'unicast')
          expect([...unlisted, 'segment-routing'], address).toContain(range);
        else expect(rangeOf(address), address).not.toBeNull();
      }
    }
  });
});
