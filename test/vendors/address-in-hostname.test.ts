import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Hostname } from '../../lib/hostname';
import { addressInHostname } from '../../lib/vendors/address-in-hostname';

const read = (name: string) => addressInHostname(name as Hostname);

describe('the address in a host name', () => {
  test.each([
    ['114-114-114-114.edge.agora.io', '114.114.114.114'],
    ['1-2-3-4.edge.sd-rtn.com', '1.2.3.4'],
    ['8-8-8-8.edge.rtnsvc.com', '8.8.8.8'],
    ['203-0-113-9.edge.rtesvc.com', '203.0.113.9'],
  ])('%s says %s', (name, address) => {
    expect(read(name)).toBe(address);
  });

  test.each([
    ['a number too large', '256-2-3-4.edge.agora.io'],
    ['a leading zero', '01-2-3-4.edge.agora.io'],
    ['three numbers', '1-2-3.edge.agora.io'],
    ['five numbers', '1-2-3-4-5.edge.agora.io'],
    ['a label in front', 'x.1-2-3-4.edge.agora.io'],
    ['another zone of the same vendor', '1-2-3-4.agora.io'],
    ['a zone that only begins alike', '1-2-3-4.edge.agora.io.evil.com'],
    ['nobody’s zone', '1-2-3-4.example.com'],
    ['the zone itself', 'edge.agora.io'],
    ['one label', '1-2-3-4'],
    ['nothing', ''],
  ])('%s says nothing', (_, name) => {
    expect(read(name)).toBeNull();
  });

  test('is read back for every IPv4 address, and nothing else is ever read', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(read(`${address.replaceAll('.', '-')}.edge.agora.io`)).toBe(address);
      }),
    );
    fc.assert(
      fc.property(fc.string(), (label) => {
        const found = read(`${label}.edge.agora.io`);
        expect(found === null || found.replaceAll('.', '-') === label).toBe(true);
      }),
    );
  });
});
