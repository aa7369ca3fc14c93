import { decodeValue } from '../lib/geo/mmdb-decoder';
import { type Mmdb, openMmdb, readNode, recordOffset } from '../lib/geo/mmdb-reader';
import { asMap } from '../lib/geo/mmdb-value';
import { countryOf } from './geo-countries';
import { looksLikeLibloc, walkLibloc } from './geo-libloc';
import { addressNumber, createSourceBuilder, type Source, wholeNetworks } from './geo-segments';

/**
 * Reads ranges with a country, in any of the forms the sources are handed out in: MMDB
 * (`country_code` or `country.iso_code`), IPFire's `location.db`, CSV `first,last,country`, and
 * Tor's text of the IPFire database, in which IPv4 is written as numbers. Files may be given one
 * per family.
 */
export function readCountries(files: readonly Uint8Array[]): Source {
  const builder = createSourceBuilder();
  for (const bytes of files) {
    if (looksLikeMmdb(bytes)) {
      const db = openMmdb(bytes);
      const names = new Map<number, string>();
      walkMmdb(db, (family, start, end, offset) => {
        const name = names.get(offset) ?? countryIn(db, offset);
        names.set(offset, name);
        builder.add(family, start, end, name);
      });
    } else if (looksLikeLibloc(bytes)) {
      walkLibloc(bytes, (family, start, end, country) => {
        const locatable = family === 4 || isLocatable(start);
        if (locatable) builder.add(family, start, end, countryOf(country));
      });
    } else {
      for (const [first, last, country = ''] of csvRows(bytes)) {
        addRange(builder.add, first, last, countryOf(country));
      }
    }
  }
  return builder.finish();
}

/** Reads CSV `first,last,asn,organisation`; a name is `<asn> <organisation>`. */
export function readNetworks(files: readonly Uint8Array[]): Source {
  const builder = createSourceBuilder();
  for (const bytes of files) {
    for (const [first, last, asn = '', organisation = ''] of csvRows(bytes)) {
      addRange(builder.add, first, last, `${asn} ${organisation}`);
    }
  }
  return builder.finish();
}

function addRange(
  add: ReturnType<typeof createSourceBuilder>['add'],
  first = '',
  last = '',
  name = '',
): void {
  const start = numberIn(first);
  const end = numberIn(last);
  if (start.family === 4) {
    add(4, start.value, end.value, name);
  } else {
    const networks = wholeNetworks(start.value, end.value);
    if (isLocatable(networks.start)) add(6, networks.start, networks.end, name);
  }
}

function numberIn(text: string): ReturnType<typeof addressNumber> {
  if (!/^\d+$/.test(text)) return addressNumber(text);
  const value = BigInt(text);
  return { family: value < 1n << 32n ? 4 : 6, value };
}

/** RFC 4180 rows without line breaks in fields; `#` begins a comment. */
function* csvRows(bytes: Uint8Array): Generator<string[]> {
  for (const line of new TextDecoder().decode(bytes).split(/\r?\n/)) {
    if (line === '' || line.startsWith('#')) continue;
    if (!line.includes('"')) {
      yield line.split(',');
      continue;
    }
    const fields = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? [];
    yield fields.map((field) =>
      field
        .replace(/,$/, '')
        .replace(/^"(.*)"$/, '$1')
        .replaceAll('""', '"'),
    );
  }
}

function looksLikeMmdb(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .subarray(-128 * 1024)
    .includes(Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1'));
}

function countryIn(db: Mmdb, offset: number): string {
  const record = asMap(decodeValue(db.data, offset));
  const code = record?.get('country_code') ?? asMap(record?.get('country'))?.get('iso_code');
  return typeof code === 'string' ? countryOf(code) : '';
}

type Visit = (family: 4 | 6, start: bigint, end: bigint, offset: number) => void;

/**
 * Every range of a database that has a record, IPv4 first. Of IPv6 only 2000::/3 is read, the part
 * that is handed out, without 2002::/16 and 2001::/32, which stand for IPv4 and which many files
 * link to it.
 */
export function walkMmdb(db: Mmdb, visit: Visit): void {
  const { nodeCount, ipVersion } = db.metadata;
  const walk = (family: 4 | 6, node: number, prefix: bigint, left: number): void => {
    if (node < nodeCount && left > 0) {
      const half = BigInt(left - 1);
      walk(family, readNode(db, node, 0), prefix, left - 1);
      walk(family, readNode(db, node, 1), prefix | (1n << half), left - 1);
      return;
    }
    let leaf = node;
    // Below a /64 only its lowest address counts.
    for (let depth = 64; family === 6 && leaf < nodeCount && depth < 128; depth += 1) {
      leaf = readNode(db, leaf, 0);
    }
    const offset = recordOffset(db, leaf);
    if (offset < 0) return;
    const end = prefix + (1n << BigInt(left)) - 1n;
    if (family === 6 && !isLocatable(prefix)) return;
    visit(family, prefix, end, offset);
  };
  walk(4, db.ipv4Start, 0n, 32);
  if (ipVersion === 4) return;
  let node = 0;
  for (const side of [0, 0, 1] as const) if (node < nodeCount) node = readNode(db, node, side);
  walk(6, node, 1n << 61n, 61);
}

function isLocatable(prefix: bigint): boolean {
  return prefix >> 61n === 1n && prefix >> 48n !== 0x2002n && prefix >> 32n !== 0x20010000n;
}
