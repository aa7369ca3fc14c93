import { spawnSync } from 'node:child_process';
import { Reader, type Response } from 'mmdb-lib';
import { addressOf } from '../lib/address';
import type { Family } from '../lib/address-words';
import { decodeValue } from '../lib/geo/mmdb-decoder';
import type { MmdbInput } from '../lib/geo/mmdb-encoder';
import { openMmdb } from '../lib/geo/mmdb-reader';
import type { MmdbValue } from '../lib/geo/mmdb-value';
import { openParts, PARTS_INDEX } from '../lib/geo/parted-database';
import type { ShippedRecord } from '../lib/geo/shipped-record';
import { walkMmdb } from './geo-formats';
import type { Merged } from './geo-merge';
import type { writeParts } from './geo-parts';

/**
 * Reads the whole database back and compares every range with what went in.
 * @returns the number of ranges. @throws Error at the first difference.
 */
export function verifyEveryRange(bytes: Uint8Array, merged: Merged): number {
  const db = openMmdb(bytes);
  const decoded = new Map<number, string>();
  const wanted = merged.records.map((record) => canonical(record));
  const at: Record<Family, number> = { 4: 0, 6: 0 };
  const next: Record<Family, bigint> = { 4: -1n, 6: -1n };
  walkMmdb(db, (family, start, end, offset) => {
    const segments = family === 4 ? merged.v4 : merged.v6;
    const index = at[family];
    const expectedStart = next[family] < 0n ? segments.starts[index] : next[family];
    const last = segments.ends[index];
    const found = decoded.get(offset) ?? canonical(plain(decodeValue(db.data, offset)));
    decoded.set(offset, found);
    const value = wanted[(segments.values[index] ?? 0) - 1];
    if (start !== expectedStart || last === undefined || end > last || found !== value) {
      throw new Error(`read back IPv${family} ${start}-${end}: ${found}, wanted ${value}`);
    }
    if (end === last) {
      at[family] += 1;
      next[family] = -1n;
    } else {
      next[family] = end + 1n;
    }
  });
  if (at[4] !== merged.v4.starts.length || at[6] !== merged.v6.starts.length) {
    throw new Error('the database ends before the data does');
  }
  return at[4] + at[6];
}

/**
 * Hands in all parts and looks up both ends of every range, and what lies before and behind it.
 * @returns the number of ranges. @throws Error at the first difference.
 */
export function verifyParts(files: ReturnType<typeof writeParts>, merged: Merged): number {
  const { database, fault } = openParts(files.get(PARTS_INDEX) ?? null);
  if (database === null) throw new Error(fault);
  for (const [name, file] of files) {
    if (name !== PARTS_INDEX) database.add(name, file);
  }
  const wanted = merged.records.map((record) => canonical(record));
  const words = new Uint32Array(4);
  const check = (family: Family, address: bigint, value: number): void => {
    words.fill(0);
    if (family === 4) words[3] = Number(address);
    else words.set([Number(address >> 32n), Number(address & 0xffffffffn)]);
    const record = database.recordOf(words, family);
    const found = record === null ? 'nothing' : canonical(asWritten(record));
    if (found !== (wanted[value - 1] ?? '{}')) {
      throw new Error(`the parts say of IPv${family} ${address}: ${found}`);
    }
  };
  for (const family of [4, 6] as const) {
    const { starts, ends, values } = family === 4 ? merged.v4 : merged.v6;
    starts.forEach((start, i) => {
      const end = ends[i] ?? 0n;
      check(family, start, values[i] ?? 0);
      check(family, end, values[i] ?? 0);
      if ((ends[i - 1] ?? -1n) + 1n < start) check(family, start - 1n, 0);
      if (i + 1 === starts.length || (starts[i + 1] ?? 0n) > end + 1n) check(family, end + 1n, 0);
    });
  }
  return merged.v4.starts.length + merged.v6.starts.length;
}

/** A record as it went in: without what isn't known. */
function asWritten({ country, witness, network }: ShippedRecord): MmdbInput {
  return {
    ...(country && { country }),
    ...(witness && { witness }),
    ...(network && {
      network: {
        asn: network.asn,
        organisation: network.organisation,
        ...(network.registeredIn && { registered: network.registeredIn }),
      },
    }),
  };
}

/** An address in every n-th range, with the record it must have. */
export function sampleOf(merged: Merged, count: number): { address: string; record: MmdbInput }[] {
  const words = new Uint32Array(4);
  return ([4, 6] as const).flatMap((family) => {
    const segments = family === 4 ? merged.v4 : merged.v6;
    const step = Math.max(1, Math.floor(segments.starts.length / (count / 2)));
    const sample: { address: string; record: MmdbInput }[] = [];
    for (let i = 0; i < segments.starts.length; i += step) {
      const first = segments.starts[i] ?? 0n;
      words.fill(0);
      if (family === 4) words[3] = Number(first);
      else words.set([Number(first >> 32n), Number(first & 0xffffffffn)]);
      const record = merged.records[(segments.values[i] ?? 0) - 1] ?? {};
      sample.push({ address: addressOf(words, family), record });
    }
    return sample;
  });
}

/** Looks a sample up with npm's `mmdb-lib`. @throws Error at the first difference. */
export function verifyWithMmdbLib(bytes: Uint8Array, sample: ReturnType<typeof sampleOf>): number {
  const reader = new Reader<Response>(Buffer.from(bytes));
  for (const { address, record } of sample) {
    const found = canonical(reader.get(address) as unknown as MmdbInput);
    if (found !== canonical(record)) throw new Error(`mmdb-lib reads ${address} as ${found}`);
  }
  return sample.length;
}

/**
 * Looks a sample up with libmaxminddb's own tool.
 * @returns `null` when the tool isn't installed. @throws Error at the first difference.
 */
export function verifyWithMmdblookup(
  path: string,
  sample: ReturnType<typeof sampleOf>,
): number | null {
  if (spawnSync('mmdblookup', ['--version']).error) return null;
  for (const { address, record } of sample) {
    const { stdout } = spawnSync('mmdblookup', ['--file', path, '--ip', address], {
      encoding: 'utf8',
    });
    const found = leavesOf(stdout.replaceAll(/<(utf8_string|uint32)>/g, ''));
    const wanted = leavesOf(JSON.stringify(record, null, 2));
    if (found !== wanted) throw new Error(`mmdblookup reads ${address} as ${found}`);
  }
  return sample.length;
}

/** Keys and scalars of either notation, one a line. */
function leavesOf(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/,$/, '').trim().replaceAll('\\"', '"'))
    .join('')
    .replaceAll(/\s+/g, '')
    .replaceAll(',', '');
}

function plain(value: MmdbValue): MmdbInput {
  if (!(value instanceof Map)) return value as MmdbInput;
  return Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)]));
}

function canonical(value: MmdbInput): string {
  return JSON.stringify(value);
}
