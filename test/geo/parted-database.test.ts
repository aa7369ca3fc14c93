import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IpAddress } from '../../lib/address';
import { createLocatorOver, missingParts } from '../../lib/geo/locator';
import { assembleMmdb } from '../../lib/geo/mmdb-writer';
import { openParts, PARTS_INDEX, type PartName } from '../../lib/geo/parted-database';
import { seal, unseal } from '../../lib/geo/sealed';
import { openShippedDatabase } from '../../lib/geo/shipped-database';
import { readCountries, readNetworks } from '../../scripts/geo-formats';
import { mergeSources } from '../../scripts/geo-merge';
import { writeParts } from '../../scripts/geo-parts';
import { verifyParts } from '../../scripts/geo-verify';

const text = (lines: readonly string[]) => [new TextEncoder().encode(`${lines.join('\n')}\n`)];

const SOURCES = [{ id: 'dbip', name: 'DB-IP Lite', date: '2026-06-01' }] as never;

const V4 = Array.from({ length: 40 }, (_, i) => `5.0.${i * 2}.0,5.0.${i * 2}.255`);
const V6 = Array.from({ length: 20 }, (_, i) => {
  const net = `2a0${i % 10}:${i}::`;
  return `${net},${net}${i % 3}:ffff:ffff:ffff:ffff`;
});
const COUNTRIES = ['SG', 'HK', 'US', 'DE', 'CN'];

const WORLD = mergeSources({
  country: readCountries(text([...V4, ...V6].map((it, i) => `${it},${COUNTRIES[i % 5]}`))),
  witness: readCountries(text(V4.map((it, i) => `${it},${COUNTRIES[i % 3]}`))),
  networks: readNetworks(text([...V4, ...V6].map((it, i) => `${it},${64500 + (i % 9)},"Ex ${i}"`))),
  registered: readCountries(text(V4.map((it, i) => `${it},${COUNTRIES[i % 4]}`))),
});

/** Small parts, so that a small world has many. */
const FILES = writeParts(WORLD, SOURCES, { ranges: 7, networks: 2, first: new Set([64500]) });
const INDEX = FILES.get(PARTS_INDEX) ?? new Uint8Array();

function open() {
  const opened = openParts(INDEX);
  if (opened.database === null) throw new Error(opened.fault);
  const { database } = opened;
  /** What the background does: reads what is missing until nothing is. */
  const read = (address: IpAddress, file = (name: PartName) => FILES.get(name) ?? null) => {
    const names: PartName[] = [];
    for (let missing = missingParts(database, address); missing.length > 0; ) {
      names.push(...missing);
      for (const name of missing) database.add(name, file(name));
      missing = missingParts(database, address);
    }
    return names;
  };
  return { database, read, factsOf: createLocatorOver(opened, []).factsOf };
}

const addresses = fc.oneof(
  fc.tuple(fc.nat(85), fc.nat(255)).map(([c, d]) => `5.0.${c}.${d}`),
  fc.tuple(fc.nat(11), fc.nat(25), fc.nat(4)).map(([a, b, c]) => `2a0${a}:${b}::${c}:0:0:0:1`),
  fc.constantFrom('0.0.0.1', '4.255.255.255', '9.9.9.9', '223.255.255.255', '2000::', '3fff::'),
  fc.constantFrom('::ffff:5.0.4.1', '2002:500:401::1', '10.0.0.1', 'fe80::1', '2001:db8::1'),
);

describe('the database in parts', () => {
  test('says what the whole one says, of every address', () => {
    expect(verifyParts(FILES, WORLD)).toBe(WORLD.v4.starts.length + WORLD.v6.starts.length);
    const header = { databaseType: 'T', description: '', buildEpoch: 1 };
    const bytes = assembleMmdb(WORLD.tree, WORLD.records, header);
    const whole = createLocatorOver(openShippedDatabase(bytes), []);
    const { read, factsOf } = open();
    fc.assert(
      fc.property(addresses, (address) => {
        read(address as IpAddress);
        expect(factsOf(address as IpAddress)).toEqual(whole.factsOf(address as IpAddress));
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['5.0.0.1', ['v4-0', 'networks-0'], 'ranges, with the usual networks, of which it is one'],
    ['5.0.4.1', ['v4-0', 'networks-0', 'networks-1'], 'the network that the ranges name, too'],
    ['9.9.9.9', ['v4-11', 'networks-0'], 'ranges in which nothing is known of it'],
    ['2a00:0:0:0::1', ['v6-0', 'networks-0', 'networks-20'], 'IPv6'],
    ['::ffff:5.0.0.1', ['v4-0', 'networks-0'], 'the IPv4 address inside'],
    ['10.0.0.1', [], 'an address that is no place'],
    ['no address', [], 'text'],
  ])('%s takes %j: %s', (address, parts) => {
    const { read } = open();
    expect(read(address as IpAddress)).toEqual(parts);
    expect(read(address as IpAddress)).toEqual([]);
  });

  test('an address nobody handed the part of is unknown, with that reason', () => {
    expect(open().factsOf('5.0.0.1' as IpAddress)).toEqual({
      location: { known: false, because: 'no-database', detail: '', answers: [] },
      network: null,
    });
  });

  test.each([
    ['missing', () => null],
    ['cut off', (file: Uint8Array) => file.subarray(0, 20)],
    ['empty', () => new Uint8Array()],
    ['zeros', (file: Uint8Array) => new Uint8Array(file.length)],
  ])('a part that is %s is unknown and isn’t asked for again; the others go on', (_, harm) => {
    const { read, factsOf } = open();
    const harmed = (name: PartName) =>
      name === 'v4-0' ? harm(FILES.get(name) ?? new Uint8Array()) : (FILES.get(name) ?? null);
    expect(read('5.0.0.1' as IpAddress, harmed)).toEqual(['v4-0', 'networks-0']);
    expect(factsOf('5.0.0.1' as IpAddress).location).toMatchObject({ because: 'no-database' });
    read('5.0.32.1' as IpAddress, harmed);
    expect(factsOf('5.0.32.1' as IpAddress).location).toMatchObject({ known: true });
  });

  test('without the networks they name, ranges aren’t believed either', () => {
    const { read, factsOf } = open();
    read('5.0.0.1' as IpAddress, (name) =>
      name.startsWith('networks') ? null : (FILES.get(name) ?? null),
    );
    expect(factsOf('5.0.0.1' as IpAddress)).toMatchObject({
      location: { because: 'no-database' },
      network: null,
    });
  });

  test.each([
    ['missing', null, 'is missing'],
    ['cut off', INDEX.subarray(0, 100), 'is damaged'],
    ['overwritten with zeros', new Uint8Array(INDEX.length), 'is damaged'],
  ])('an index that is %s is told', (_, index, fault) => {
    expect(openParts(index)).toEqual({ database: null, fault: expect.stringContaining(fault) });
  });

  test('no single changed byte goes unnoticed', () => {
    const names = [...FILES.keys()];
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (name, at, by) => {
          const file = Uint8Array.from(FILES.get(name) ?? []);
          const index = at % file.length;
          file[index] = (file[index] ?? 0) ^ by;
          if (name === PARTS_INDEX) expect(openParts(file).database).toBeNull();
          else expect(open().database.add(name, file)).toMatch(/damaged/);
        },
      ),
      { numRuns: Number(process.env.GEO_MUTATIONS ?? 1000) },
    );
  });

  test('names its sources', () => {
    expect(open().database.sources).toMatchObject(SOURCES);
  });
});

test('what is sealed comes out as it went in', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (content) => {
      expect(unseal(seal(content))).toEqual(content);
    }),
  );
});
