import type { AddressWords, Family } from './address-words';

/** Why an address is not a place on the internet. */
export type SpecialRange =
  | 'this-network'
  | 'unspecified'
  | 'private'
  | 'carrier-grade-nat'
  | 'loopback'
  | 'link-local'
  | 'unique-local'
  | 'site-local'
  | 'ietf-protocol'
  | 'documentation'
  | 'benchmarking'
  | '6to4-relay'
  | 'as112'
  | 'amt-relay'
  | 'multicast'
  | 'broadcast'
  | 'reserved'
  | 'discard'
  | 'ipv4-translated'
  | 'nat64-local'
  | 'orchid'
  | 'drone-remote-id'
  | 'segment-routing';

interface Row {
  readonly range: SpecialRange;
  readonly words: readonly [number, number, number, number];
  readonly length: number;
}

const v4 = (range: SpecialRange, bits: number, length: number): Row => ({
  range,
  words: [bits, 0, 0, 0],
  length,
});

const v6 = (range: SpecialRange, high: number, length: number, low = 0): Row => ({
  range,
  words: [high, low, 0, 0],
  length,
});

/**
 * IANA IPv4 Special-Purpose Address Registry (RFC 6890 and successors), RFC 1112 class E and
 * RFC 5771 multicast. The first matching row wins, so narrower rows stand first.
 */
const IPV4: readonly Row[] = [
  v4('this-network', 0x00000000, 8), // RFC 791 §3.2
  v4('private', 0x0a000000, 8), // RFC 1918
  v4('carrier-grade-nat', 0x64400000, 10), // RFC 6598; Tailscale too
  v4('loopback', 0x7f000000, 8), // RFC 1122 §3.2.1.3
  v4('link-local', 0xa9fe0000, 16), // RFC 3927
  v4('private', 0xac100000, 12), // RFC 1918
  v4('ietf-protocol', 0xc0000000, 24), // RFC 6890 §2.1, with 192.0.0.0/29 (RFC 7335) and its kin
  v4('documentation', 0xc0000200, 24), // RFC 5737
  v4('as112', 0xc01fc400, 24), // RFC 7535: answered by whoever is nearest
  v4('amt-relay', 0xc034c100, 24), // RFC 7450
  v4('6to4-relay', 0xc0586300, 24), // RFC 7526, deprecated
  v4('private', 0xc0a80000, 16), // RFC 1918
  v4('as112', 0xc0af3000, 24), // RFC 7534
  v4('benchmarking', 0xc6120000, 15), // RFC 2544; proxies use it for made-up addresses
  v4('documentation', 0xc6336400, 24), // RFC 5737
  v4('documentation', 0xcb007100, 24), // RFC 5737
  v4('multicast', 0xe0000000, 4), // RFC 5771
  v4('broadcast', 0xffffffff, 32), // RFC 8190
  v4('reserved', 0xf0000000, 4), // RFC 1112 §4
];

/** IANA IPv6 Special-Purpose Address Registry. Everything outside 2000::/3 ends as `reserved`. */
const IPV6: readonly Row[] = [
  { range: 'loopback', words: [0, 0, 0, 1], length: 128 }, // RFC 4291 §2.5.3
  { range: 'unspecified', words: [0, 0, 0, 0], length: 128 }, // RFC 4291 §2.5.2
  { range: 'ipv4-translated', words: [0, 0, 0xffff0000, 0], length: 96 }, // RFC 7915
  v6('nat64-local', 0x0064ff9b, 48, 0x00010000), // RFC 8215
  v6('discard', 0x01000000, 64), // RFC 6666
  v6('discard', 0x01000000, 64, 1), // RFC 9780, dummy prefix
  { range: 'ietf-protocol', words: [0x20010001, 0, 0, 0], length: 125 }, // RFC 7723, 8155, 9665
  v6('benchmarking', 0x20010002, 48), // RFC 5180
  v6('amt-relay', 0x20010003, 32), // RFC 7450
  v6('as112', 0x20010004, 48, 0x01120000), // RFC 7535
  v6('orchid', 0x20010010, 28), // RFC 4843, deprecated
  v6('orchid', 0x20010020, 28), // RFC 7343
  v6('drone-remote-id', 0x20010030, 28), // RFC 9374
  v6('ietf-protocol', 0x20010000, 23), // RFC 2928
  v6('documentation', 0x20010db8, 32), // RFC 3849
  v6('as112', 0x2620004f, 48, 0x80000000), // RFC 7534
  v6('documentation', 0x3fff0000, 20), // RFC 9637
  v6('segment-routing', 0x5f000000, 16), // RFC 9602
  v6('unique-local', 0xfc000000, 7), // RFC 4193; Tailscale fd7a:115c:a1e0::/48
  v6('link-local', 0xfe800000, 10), // RFC 4291 §2.5.6
  v6('site-local', 0xfec00000, 10), // RFC 3879, deprecated
  v6('multicast', 0xff000000, 8), // RFC 4291 §2.7
];

/**
 * The special range an address lies in. Addresses that embed an IPv4 one are judged by that one:
 * ask `embeddedIpv4` first.
 * @returns `null` for ordinary addresses of the public internet.
 */
export function specialRangeOf(words: AddressWords, family: Family): SpecialRange | null {
  if (family === 4) return ipv4Range(words[3] ?? 0);
  for (const row of IPV6) {
    if (covers(row, words)) return row.range;
  }
  // RFC 4291 §2.4 as IANA has it today: only 2000::/3 is handed out as global unicast.
  return (words[0] ?? 0) >>> 29 === 1 ? null : 'reserved';
}

function ipv4Range(bits: number): SpecialRange | null {
  for (const { range, words, length } of IPV4) {
    if ((bits ^ words[0]) >>> (32 - length) === 0) return range;
  }
  return null;
}

function covers({ words: prefix, length }: Row, words: AddressWords): boolean {
  for (let i = 0, left = length; left > 0; i += 1, left -= 32) {
    const differ = (words[i] ?? 0) ^ (prefix[i] ?? 0);
    if (left >= 32 ? differ !== 0 : differ >>> (32 - left) !== 0) return false;
  }
  return true;
}
