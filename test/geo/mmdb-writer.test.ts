import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { Reader, type Response } from 'mmdb-lib';
import { describe, expect, test } from 'vitest';
import { openMmdb, readNode } from '../../lib/geo/mmdb-reader';
import { type MmdbEntry, writeMmdb } from '../../lib/geo/mmdb-writer';
import { runs } from '../fuzz-runs';
import { lookUpText } from './fixtures';

const HEADER = { databaseType: 'Test', description: 'a test', buildEpoch: 1_800_000_000 };

describe('writeMmdb', () => {
  test('writes what the reader reads, with the narrower of two networks last', () => {
    const db = openMmdb(
      writeMmdb({
        ...HEADER,
        extra: { maker: 'us' },
        records: [
          ['127.0.0.0/8', { country: 'DE' }],
          ['127.0.0.5', { country: 'CN' }],
          ['2001:db8::/33', { country: 'FR' }],
        ],
      }),
    );
    expect(lookUpText(db, '127.0.0.4')).toEqual({ country: 'DE' });
    expect(lookUpText(db, '127.0.0.5')).toEqual({ country: 'CN' });
    expect(lookUpText(db, '128.0.0.0')).toBeNull();
    expect(lookUpText(db, '2001:db8:7fff::1')).toEqual({ country: 'FR' });
    expect(lookUpText(db, '2001:db8:8000::1')).toBeNull();
    expect(db.metadata).toMatchObject({
      databaseType: 'Test',
      description: 'a test',
      buildEpoch: 1_800_000_000,
      ipVersion: 6,
      recordSize: 24,
    });
    expect(db.metadata.all.get('maker')).toBe('us');
  });

  test('writes a database without any network', () => {
    expect(lookUpText(openMmdb(writeMmdb({ ...HEADER, records: [] })), '1.2.3.4')).toBeNull();
  });

  test.each([
    ['10.0.0.0/33'],
    ['10.0.0.0/-1'],
    ['10.0.0.0/'],
    ['10.0.0/8'],
    ['::/129'],
    ['example.org'],
  ])('refuses %s', (cidr) => {
    expect(() => writeMmdb({ ...HEADER, records: [[cidr, {}]] })).toThrow(RangeError);
  });

  test('refuses IPv6 in an IPv4 database', () => {
    expect(() => writeMmdb({ ...HEADER, ipVersion: 4, records: [['::/0', {}]] })).toThrow(
      RangeError,
    );
  });

  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 }),
      fc.double({ noNaN: true, noInteger: true }),
      fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }),
      fc.boolean(),
      fc.uint8Array({ maxLength: 40 }),
      fc.array(tie('any'), { maxLength: 40 }),
      fc.dictionary(fc.string({ minLength: 1 }), tie('any'), { maxKeys: 5, noNullPrototype: true }),
    ),
  })).any;

  test('gives back every value, in every record size and family', () => {
    const shape = fc.record({
      recordSize: fc.constantFrom(24 as const, 28 as const, 32 as const),
      ipVersion: fc.constantFrom(4 as const, 6 as const),
      record: value,
    });
    fc.assert(
      fc.property(shape, ({ recordSize, ipVersion, record }) => {
        const records = [['1.2.0.0/15', record] as MmdbEntry, ['1.3.0.0/16', 'other'] as MmdbEntry];
        const bytes = writeMmdb({ ...HEADER, recordSize, ipVersion, records });
        const db = openMmdb(bytes);
        expect(lookUpText(db, '1.2.3.4')).toEqual(record);
        expect(lookUpText(db, '1.3.3.4')).toBe('other');
        expect(writeMmdb({ ...HEADER, recordSize, ipVersion, records })).toEqual(bytes);
      }),
      { numRuns: runs(200) },
    );
  }, 300_000);

  test('answers like a list searched from its end, also when mmdb-lib reads it', () => {
    const octets = fc.tuple(fc.constantFrom(1, 2, 3), fc.nat(3), fc.nat(255), fc.nat(255));
    const networks = fc.array(fc.tuple(octets, fc.integer({ min: 6, max: 32 })), { maxLength: 12 });
    fc.assert(
      fc.property(networks, octets, (list, asked) => {
        const address = asked.join('.');
        const records = list.map(([at, length], i): MmdbEntry => [`${at.join('.')}/${length}`, i]);
        const bytes = writeMmdb({ ...HEADER, records });
        const last = records.findLast(([cidr]) =>
          ipaddr.IPv4.parse(address).match(ipaddr.IPv4.parseCIDR(cidr)),
        );
        const wanted = last?.[1] ?? null;
        expect(lookUpText(openMmdb(bytes), address)).toBe(wanted);
        expect(new Reader<Response>(Buffer.from(bytes)).get(address)).toBe(wanted);
      }),
      { numRuns: runs(300) },
    );
  }, 60_000);
});

test('the halves of a 28-bit node, with all their bits', () => {
  const small = openMmdb(writeMmdb({ ...HEADER, recordSize: 28, records: [] }));
  const bytes = Uint8Array.of(0x12, 0x34, 0x56, 0xab, 0x78, 0x9a, 0xbc);
  expect(readNode({ ...small, bytes }, 0, 0)).toBe(0xa123456);
  expect(readNode({ ...small, bytes }, 0, 1)).toBe(0xb789abc);
});

test('offsets beyond 16 MB are written and read in 28 bits', () => {
  const filler = Array.from({ length: 9 }, (_, i) => new Uint8Array(2_000_000).fill(i));
  const records = filler.map((bytes, i): MmdbEntry => [`1.0.${i}.0/24`, { bytes, at: i }]);
  const db = openMmdb(writeMmdb({ ...HEADER, records }));
  expect(db.metadata.recordSize).toBe(28);
  expect(lookUpText(db, '1.0.8.1')).toMatchObject({ at: 8 });
}, 60_000);
