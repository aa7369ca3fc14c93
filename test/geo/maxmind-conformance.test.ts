import { describe, expect, test } from 'vitest';
import { MmdbError } from '../../lib/geo/mmdb-error';
import { openMmdb } from '../../lib/geo/mmdb-reader';
import { openUserDatabase } from '../../lib/geo/user-database';
import { lookUpText, maxmindFile, maxmindSource } from './fixtures';

const open = (name: string) => openMmdb(maxmindFile(`test-data/${name}.mmdb`));

const FROM_JSON = [
  'GeoIP2-Anonymous-IP-Test',
  'GeoIP2-City-Test',
  'GeoIP2-Connection-Type-Test',
  'GeoIP2-Country-Test',
  'GeoIP2-DensityIncome-Test',
  'GeoIP2-Domain-Test',
  'GeoIP2-Enterprise-Test',
  'GeoIP2-ISP-Test',
  'GeoIP2-Precision-Enterprise-Test',
  'GeoIP2-Static-IP-Score-Test',
  'GeoIP2-User-Count-Test',
  'GeoLite2-ASN-Test',
  'GeoLite2-City-Test',
  'GeoLite2-Country-Test',
];

/** `::12.81.92.0/118` is another name for `12.81.92.0/22`: the later of the two was written. */
function ipv4Form(network: string): string {
  const written = /^::([\d.]+)\/(\d+)$/.exec(network);
  return written ? `${written[1]}/${Number(written[2]) - 96}` : network;
}

describe("MaxMind's databases, by value", () => {
  test.each(FROM_JSON)('%s holds what its JSON says', (name) => {
    const db = open(name);
    const entries = new Map(
      maxmindSource(name)
        .flatMap((entry) => Object.entries(entry))
        .map(([network, record]) => [ipv4Form(network), record]),
    );
    expect(entries.size).toBeGreaterThan(0);
    for (const [network, record] of entries) {
      const address = network.split('/')[0] ?? '';
      expect(lookUpText(db, address), network).toEqual(record);
    }
  });

  const SIZES = [24, 28, 32];

  test.each(SIZES)('ipv4 with records of %i bits', (size) => {
    const db = open(`MaxMind-DB-test-ipv4-${size}`);
    expect(db.metadata).toMatchObject({ ipVersion: 4, recordSize: size, databaseType: 'Test' });
    const networks = { 1: 1, 3: 2, 7: 4, 9: 8, 15: 8, 17: 16, 31: 16, 32: 32 };
    for (const [host, first] of Object.entries(networks)) {
      expect(lookUpText(db, `1.1.1.${host}`)).toEqual({ ip: `1.1.1.${first}` });
    }
    expect(lookUpText(db, '1.1.1.33')).toBeNull();
    expect(lookUpText(db, '255.254.253.123')).toBeNull();
    expect(lookUpText(db, '2001:db8::1')).toBeNull();
  });

  test.each(SIZES)('ipv6 with records of %i bits', (size) => {
    const db = open(`MaxMind-DB-test-ipv6-${size}`);
    expect(db.metadata).toMatchObject({ ipVersion: 6, recordSize: size });
    const networks = {
      '::1:ffff:ffff': '::1:ffff:ffff',
      '::2:0:1': '::2:0:0',
      '::2:0:33': '::2:0:0',
      '::2:0:39': '::2:0:0',
      '::2:0:41': '::2:0:40',
      '::2:0:54': '::2:0:50',
      '::2:0:58': '::2:0:58',
    };
    for (const [address, first] of Object.entries(networks)) {
      expect(lookUpText(db, address), address).toEqual({ ip: first });
    }
    expect(lookUpText(db, '::2:0:5a')).toBeNull();
    expect(lookUpText(db, '1.1.1.1')).toBeNull();
  });

  test.each(SIZES)('both families with records of %i bits', (size) => {
    const db = open(`MaxMind-DB-test-mixed-${size}`);
    expect(lookUpText(db, '1.1.1.3')).toEqual({ ip: '::1.1.1.2' });
    expect(lookUpText(db, '::2:0:41')).toEqual({ ip: '::2:0:40' });
    expect(lookUpText(db, '1.1.1.33')).toBeNull();
  });

  test('every data type, with its usual value, its least and its greatest', () => {
    const db = open('MaxMind-DB-test-decoder');
    expect(lookUpText(db, '1.1.1.0')).toEqual({
      utf8_string: 'unicode! ☯ - ♫',
      double: 42.123456,
      bytes: Uint8Array.of(0, 0, 0, 42),
      uint16: 100,
      uint32: 2 ** 28,
      int32: -(2 ** 28),
      uint64: 1n << 60n,
      uint128: 1n << 120n,
      array: [1, 2, 3],
      map: { mapX: { utf8_stringX: 'hello', arrayX: [7, 8, 9] } },
      boolean: true,
      float: Math.fround(1.1),
    });
    expect(lookUpText(db, '0.0.0.0')).toEqual({
      utf8_string: '',
      double: 0,
      bytes: new Uint8Array(),
      uint16: 0,
      uint32: 0,
      int32: 0,
      uint64: 0n,
      uint128: 0n,
      array: [],
      map: {},
      boolean: false,
      float: 0,
    });
    expect(lookUpText(db, '255.255.255.255')).toEqual({
      double: Number.POSITIVE_INFINITY,
      float: Number.POSITIVE_INFINITY,
      int32: 0x7fffffff,
      uint16: 0xffff,
      uint32: 0xffffffff,
      uint64: (1n << 64n) - 1n,
      uint128: (1n << 128n) - 1n,
    });
  });

  test('pointers, nesting, text as records, a tree without IPv4', () => {
    expect(lookUpText(open('MaxMind-DB-test-pointer-decoder'), '1.1.1.0')).toMatchObject({
      utf8_string: 'unicode! ☯ - ♫',
      uint128: 1n << 120n,
    });
    expect(lookUpText(open('MaxMind-DB-test-nested'), '1.1.1.1')).toEqual({
      map1: { map2: { array: [{ map3: { a: 1, b: 2, c: 3 } }] } },
    });
    expect(lookUpText(open('MaxMind-DB-string-value-entries'), '1.1.1.1')).toBe('1.1.1.1/32');
    expect(lookUpText(open('MaxMind-DB-no-ipv4-search-tree'), '1.1.1.1')).toBe('::0/64');
    expect(open('MaxMind-DB-test-metadata-pointers').metadata.databaseType).toBe(
      'Lots of pointers in metadata',
    );
  });
});

describe("MaxMind's broken databases", () => {
  test('a pointer that leaves the file is an error, its neighbours are not', () => {
    const db = open('MaxMind-DB-test-broken-pointers-24');
    expect(lookUpText(db, '1.1.1.1')).toEqual({ ip: '1.1.1.1' });
    expect(() => lookUpText(db, '1.1.1.16')).toThrow(MmdbError);
    expect(() => lookUpText(db, '1.1.1.32')).toThrow(MmdbError);
  });

  test.each([
    'test-data/MaxMind-DB-test-broken-pointers-24.mmdb',
    'test-data/MaxMind-DB-test-broken-search-tree-24.mmdb',
    'test-data/GeoIP2-City-Test-Broken-Double-Format.mmdb',
    'test-data/GeoIP2-City-Test-Invalid-Node-Count.mmdb',
    'bad-data/libmaxminddb/libmaxminddb-offset-integer-overflow.mmdb',
    'bad-data/maxminddb-golang/cyclic-data-structure.mmdb',
    'bad-data/maxminddb-golang/invalid-bytes-length.mmdb',
    'bad-data/maxminddb-golang/invalid-data-record-offset.mmdb',
    'bad-data/maxminddb-golang/invalid-map-key-length.mmdb',
    'bad-data/maxminddb-golang/invalid-string-length.mmdb',
    'bad-data/maxminddb-golang/metadata-is-an-uint128.mmdb',
    'bad-data/maxminddb-golang/unexpected-bytes.mmdb',
    'bad-data/maxminddb-python/bad-unicode-in-map-key.mmdb',
  ])('%s is refused at the door', (path) => {
    const opened = openUserDatabase(maxmindFile(path), 'broken');
    expect(opened).toEqual({ ok: false, reason: expect.any(String) });
  });
});
