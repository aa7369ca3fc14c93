import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { type Family, readWords } from '../../lib/address-words';
import { lookUp, type Mmdb } from '../../lib/geo/mmdb-reader';
import type { MmdbValue } from '../../lib/geo/mmdb-value';

const FOREIGN = new URL('../fixtures/foreign/maxmind-db/', import.meta.url);

/** A file of MaxMind's test data, as a plain `Uint8Array`. */
export function maxmindFile(path: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(path, FOREIGN)));
}

/** The networks and records a test database was written from. */
export function maxmindSource(name: string): Record<string, Record<string, unknown>>[] {
  const packed = maxmindFile(`source-data/${name}.json.br`);
  return JSON.parse(brotliDecompressSync(packed).toString('utf8'));
}

/** The shipped database, which `npm run geo:build` makes. */
export function shippedDatabase(): Uint8Array {
  const path = new URL('../../assets/geo/earshot.mmdb', import.meta.url);
  try {
    return new Uint8Array(readFileSync(path));
  } catch {
    throw new Error(`${fileURLToPath(path)} is missing: run npm run geo:build first`);
  }
}

export function lookUpText(db: Mmdb, address: string): unknown {
  const words = new Uint32Array(4);
  const family = readWords(address, words);
  if (family === 0) throw new Error(`no address: ${address}`);
  return plain(lookUp(db, words, family as Family));
}

/** A value as JSON would give it: maps as objects. */
export function plain(value: MmdbValue | null): unknown {
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)]));
  }
  if (Array.isArray(value)) return value.map((inner: MmdbValue) => plain(inner));
  return value;
}
