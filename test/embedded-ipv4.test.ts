import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWords } from '../lib/address-words';
import { embeddedIpv4 } from '../lib/embedded-ipv4';

function inside(address: string): { embedding: string; address: string } | null {
  const words = new Uint32Array(4);
  expect(readWords(address, words)).toBe(6);
  return embeddedIpv4(words);
}

describe('embeddedIpv4', () => {
  test.each([
    ['::ffff:47.92.0.1', 'ipv4-mapped', '47.92.0.1'],
    ['64:ff9b::47.92.0.1', 'nat64', '47.92.0.1'],
    ['64:ff9b:1::47.92.0.1', 'nat64', '47.92.0.1'],
    ['64:ff9b:1:abcd::47.92.0.1', 'nat64', '47.92.0.1'],
    ['2002:2f5c:1::', '6to4', '47.92.0.1'],
    ['2002:2f5c:1:2:3:4:5:6', '6to4', '47.92.0.1'],
    // RFC 4380 §4: server 65.54.227.120, client 192.0.2.45 behind port 40000.
    ['2001:0000:4136:e378:8000:63bf:3fff:fdd2', 'teredo', '192.0.2.45'],
  ])('%s holds, as %s, %s', (address, embedding, expected) => {
    expect(inside(address)).toEqual({ embedding, address: expected });
  });

  test.each([
    '::1',
    '::47.92.0.1',
    '::fffe:47.92.0.1',
    '::ffff:0:47.92.0.1',
    '64:ff9b::1:47.92.0.1',
    '64:ff9b:2::47.92.0.1',
    // Cut at /48 as RFC 6052 §2.2 allows: the last 32 bits are zero and nothing is read.
    '64:ff9b:1:2f5c:0:100::',
    '2003::1',
    '2001:1::1',
    '2408:8000::1',
  ])('%s holds none', (address) => {
    expect(inside(address)).toBeNull();
  });

  test('gives back any IPv4 address that was put in', () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        const hex = text.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
        const bits = `${hex[0]}${hex[1]}:${hex[2]}${hex[3]}`;
        expect(inside(`::ffff:${text}`)?.address).toBe(text);
        expect(inside(`64:ff9b::${text}`)?.address).toBe(text);
        expect(inside(`2002:${bits}::1`)?.address).toBe(text);
      }),
    );
  });
});
