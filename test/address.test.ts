import { isIP } from 'node:net';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, test } from 'vitest';
import { parseAddress } from '../lib/address';
import { runs } from './fuzz-runs';

describe('parseAddress', () => {
  test.each([
    ['1.2.3.4', '1.2.3.4'],
    ['0.0.0.0', '0.0.0.0'],
    ['255.255.255.255', '255.255.255.255'],
    ['::', '::'],
    ['::1', '::1'],
    ['2001:DB8::8:800:200C:417A', '2001:db8::8:800:200c:417a'],
    ['2001:0db8:0000:0000:0000:0000:0002:0001', '2001:db8::2:1'],
    // RFC 5952 §4.2.2: one group of zeros is not shortened; §4.2.3: the first longest run is.
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['::2:3:4:5:6:7:8', '0:2:3:4:5:6:7:8'],
    ['1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:102:304'],
    // RFC 5952 §5: dotted where the prefix says that an IPv4 address is inside.
    ['::ffff:2f5c:1', '::ffff:47.92.0.1'],
    ['::FFFF:47.92.0.1', '::ffff:47.92.0.1'],
    ['64:ff9b::2f5c:1', '64:ff9b::47.92.0.1'],
    ['::1.2.3.4', '::102:304'],
  ])('%s is %s', (text, canonical) => {
    expect(parseAddress(text)).toBe(canonical);
  });

  test('means what the URL parser means', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const host = new URL(`http://[${text}]/`).hostname.slice(1, -1);
        expect(parseAddress(text)).toBe(parseAddress(host));
      }),
      { numRuns: runs(1000) },
    );
  });

  test.each([
    '',
    ' 1.2.3.4',
    '1.2.3.4 ',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.',
    '.1.2.3',
    '1..2.3',
    '256.1.1.1',
    '01.2.3.4',
    '0177.0.0.1',
    '0x7f.1',
    '127.1',
    '2130706433',
    '1.2.3.4:80',
    '1.2.3.4/24',
    '١.٢.٣.٤',
    '-1.2.3.4',
    '[::1]',
    'fe80::1%eth0',
    ':',
    ':::',
    '1::2::3',
    ':1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '1:2:3:4:5:6:7:',
    '12345::',
    '::g',
    '::1.2.3',
    '::01.2.3.4',
    '1:2:3:4:5:6:7:1.2.3.4',
    '::1.2.3.4:5',
    '1.2.3.4::',
    'example.org',
    'e8f1d3a0-3c3c-4c9e-9a57-1a2b3c4d5e6f.local',
  ])('%j is no address', (text) => {
    expect(parseAddress(text)).toBeNull();
  });

  test('takes what Node takes, without zones', () => {
    const pieces = fc.constantFrom('0', '1', '00', '01', 'f', 'ffff', '255', '256', ':', '::', '.');
    const texts = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.string(),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(parseAddress(text) !== null).toBe(isIP(text) !== 0 && !text.includes('%'));
      }),
      { numRuns: runs(1500) },
    );
  });

  test('means what ipaddr.js means', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const canonical = parseAddress(text);
        if (canonical === null) throw new Error(`refused ${text}`);
        // ipaddr.js 2.5.0 reads `::1.2.3.4` as `::ffff:1.2.3.4`; the URL parser and we don't.
        fc.pre(!/^::[\d.]+$/.test(text));
        const ours = ipaddr.parse(canonical).toByteArray();
        expect(ours).toEqual(ipaddr.parse(text).toByteArray());
        // ipaddr.js knows no dotted tails in RFC 5952 form; where we write none, it agrees.
        const dottedTail = canonical.includes(':') && canonical.includes('.');
        if (!dottedTail && canonical.includes(':')) {
          expect(canonical).toBe((ipaddr.parse(text) as ipaddr.IPv6).toRFC5952String());
        }
        expect(parseAddress(canonical)).toBe(canonical);
      }),
      { numRuns: runs(1500) },
    );
  });
});
