import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAddressLiteral, parseUrlHostAddress } from '../lib/address-literal';
import { runs } from './fuzz-runs';

describe('parseAddressLiteral', () => {
  test.each([
    ['1.2.3.4', { address: '1.2.3.4', port: null, zone: null }],
    ['1.2.3.4:443', { address: '1.2.3.4', port: 443, zone: null }],
    ['[::1]', { address: '::1', port: null, zone: null }],
    ['[2001:db8::1]:65535', { address: '2001:db8::1', port: 65535, zone: null }],
    ['fe80::1%eth0', { address: 'fe80::1', port: null, zone: 'eth0' }],
    ['[fe80::1%25]:80', { address: 'fe80::1', port: 80, zone: '25' }],
    // Without brackets the last group is a group, not a port.
    ['2001:db8::1:443', { address: '2001:db8::1:443', port: null, zone: null }],
  ])('%s', (text, parts) => {
    expect(parseAddressLiteral(text)).toEqual(parts);
  });

  test.each([
    '',
    '[]',
    '[1.2.3.4]',
    '[::1',
    '::1]',
    '[::1]:',
    '[::1]:70000',
    '1.2.3.4:',
    '1.2.3.4:65536',
    '1.2.3.4%eth0',
    'fe80::1%',
    'fe80::1%a%b',
    'example.org:443',
    '[::1]x',
  ])('%j is none', (text) => {
    expect(parseAddressLiteral(text)).toBeNull();
  });
});

describe('parseUrlHostAddress', () => {
  test.each([
    ['127.0.0.1', '127.0.0.1'],
    ['[::1]', '::1'],
    ['[::ffff:2f5c:1]', '::ffff:47.92.0.1'],
    ['example.org', null],
    ['::1', null],
    ['[1.2.3.4]', null],
  ])('%s', (host, address) => {
    expect(parseUrlHostAddress(host)).toBe(address);
  });

  test('reads every host that the URL parser makes of an address', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV4Extended(), fc.ipV6()), (text) => {
        const host = new URL(`http://${text.includes(':') ? `[${text}]` : text}/`).hostname;
        expect(parseUrlHostAddress(host)).not.toBeNull();
      }),
      { numRuns: runs(1000) },
    );
  });
});
