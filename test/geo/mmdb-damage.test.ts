import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MmdbError } from '../../lib/geo/mmdb-error';
import { openMmdb } from '../../lib/geo/mmdb-reader';
import { writeMmdb } from '../../lib/geo/mmdb-writer';
import { openShippedDatabase } from '../../lib/geo/shipped-database';
import { openUserDatabase } from '../../lib/geo/user-database';
import { runs } from '../fuzz-runs';
import { lookUpText, maxmindFile } from './fixtures';

/** `npm run geo:check` asks for 10,000 damaged files; everyday runs make do with fewer. */
const MUTATIONS = Number(process.env.GEO_MUTATIONS ?? 1000);

const ADDRESSES = ['1.1.1.1', '2.125.160.216', '81.2.69.142', '216.160.83.56', '2001:218::1'];

const WORDS = [0x01010101, 0x027da0d8, 0x5102458e].map((bits) => Uint32Array.of(0, 0, 0, bits));

const FILES = [
  'GeoIP2-Country-Test',
  'GeoLite2-ASN-Test',
  'MaxMind-DB-test-decoder',
  'MaxMind-DB-test-mixed-28',
  'MaxMind-DB-test-metadata-pointers',
].map((name) => maxmindFile(`test-data/${name}.mmdb`));

/** A place in the file, half of the time in the metadata, where damage does the most. */
const damage = fc.record({
  file: fc.constantFrom(...FILES),
  place: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  nearEnd: fc.boolean(),
  how: fc.oneof(
    fc.record({
      kind: fc.constant('overwrite'),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
    }),
    fc.record({
      kind: fc.constant('insert'),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
    }),
    fc.record({ kind: fc.constantFrom('cut', 'remove'), bytes: fc.constant(new Uint8Array(1)) }),
  ),
});

function damaged({
  file,
  place,
  nearEnd,
  how,
}: typeof damage extends fc.Arbitrary<infer T> ? T : never): Uint8Array {
  const span = nearEnd ? Math.min(400, file.length) : file.length;
  const at = file.length - span + Math.floor(place * span);
  const tail = { overwrite: at + how.bytes.length, insert: at, remove: at + 1, cut: file.length };
  const keep = tail[how.kind as keyof typeof tail];
  const middle = how.kind === 'overwrite' || how.kind === 'insert' ? how.bytes : [];
  return Uint8Array.from([...file.subarray(0, at), ...middle, ...file.subarray(keep)]);
}

describe('damaged databases', () => {
  test(`${MUTATIONS} of them: an MmdbError or an answer, never anything else`, () => {
    let refused = 0;
    fc.assert(
      fc.property(damage, (spec) => {
        const bytes = damaged(spec);
        if (!openUserDatabase(bytes, 'damaged').ok) refused += 1;
        const { database } = openShippedDatabase(bytes);
        for (const words of WORDS) database?.recordOf(words, 4);
        try {
          const db = openMmdb(bytes);
          for (const address of ADDRESSES) lookUpText(db, address);
        } catch (error) {
          expect(error).toBeInstanceOf(MmdbError);
        }
      }),
      { numRuns: runs(MUTATIONS) },
    );
    expect(refused).toBeGreaterThan(MUTATIONS / 10);
  }, 300_000);

  test('noise is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(openUserDatabase(bytes, 'noise').ok).toBe(false);
      }),
      { numRuns: runs(300) },
    );
  });

  const good = writeMmdb({
    databaseType: 'Test',
    description: '',
    buildEpoch: 1,
    records: [['1.0.0.0/8', { country: 'DE' }]],
  });

  test('a map that holds itself twice costs a bounded amount of work', () => {
    const db = openMmdb(good);
    const bytes = good.slice();
    // Map of two entries at offset 0: key "a" → pointer to 0, key "b" → pointer to 0.
    bytes.set([0xe2, 0x41, 0x61, 0x20, 0x00, 0x41, 0x62, 0x20, 0x00], db.data.start);
    expect(() => lookUpText(openMmdb(bytes), '1.2.3.4')).toThrow('nests too deep');
  });

  test('an array that says it holds 16 million values is refused before it is made', () => {
    const db = openMmdb(good);
    const bytes = good.slice();
    bytes.set([0x1f, 0x04, 0xff, 0xff, 0xff], db.data.start);
    expect(() => lookUpText(openMmdb(bytes), '1.2.3.4')).toThrow('longer than its section');
  });

  test('a list of pointers to one long text is refused, and quickly', () => {
    const text = 'x'.repeat(60_000);
    const bytes = writeMmdb({
      databaseType: 'Test',
      description: '',
      buildEpoch: 1,
      records: [['1.0.0.0/8', [text, ...Array.from({ length: 100 }, () => text)]]],
    });
    expect(() => lookUpText(openMmdb(bytes), '1.2.3.4')).toThrow('too much text');
  }, 60_000);

  test('many records that are each just within bounds are refused together', () => {
    const row = Array.from({ length: 200 }, (_, i) => i);
    const grid = Array.from({ length: 200 }, () => row);
    const bytes = writeMmdb({
      databaseType: 'Test',
      description: '',
      buildEpoch: 1,
      records: Array.from({ length: 64 }, (_, i) => [`1.0.${i}.0/24`, [i, grid]]),
    });
    expect(lookUpText(openMmdb(bytes), '1.0.3.1')).toEqual([3, grid]);
    expect(openUserDatabase(bytes, 'heavy')).toEqual({
      ok: false,
      reason: 'records larger than any real database has',
    });
  }, 60_000);

  test('a file beyond the size cap is refused unread', () => {
    const huge = { length: 300 * 1024 * 1024 } as Uint8Array;
    expect(openUserDatabase(huge, 'huge')).toEqual({ ok: false, reason: 'larger than 256 MB' });
  });
});
