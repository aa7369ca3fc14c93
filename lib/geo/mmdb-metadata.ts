import { createSection } from './mmdb-cursor';
import { decodeValue } from './mmdb-decoder';
import { MmdbError } from './mmdb-error';
import { asMap, type MmdbMap, type MmdbValue } from './mmdb-value';

export type RecordSize = 24 | 28 | 32;

export interface MmdbMetadata {
  readonly databaseType: string;
  /** English description, `''` when there is none. */
  readonly description: string;
  /** Seconds since the Unix epoch, 0 when the file doesn't say. */
  readonly buildEpoch: number;
  readonly ipVersion: 4 | 6;
  readonly recordSize: RecordSize;
  readonly nodeCount: number;
  /** The whole metadata map, with whatever else its maker put there. */
  readonly all: MmdbMap;
}

/** Stands between data section and metadata: `\xab\xcd\xefMaxMind.com`. */
export const MARKER: readonly number[] = [
  0xab,
  0xcd,
  0xef,
  ...Array.from('MaxMind.com', (c) => c.charCodeAt(0)),
];

/** The specification allows the metadata, marker included, 128 KiB at the end of the file. */
const WITHIN = 128 * 1024;

/** Where the last marker begins, since a record might hold the same bytes. */
export function findMarker(bytes: Uint8Array): number {
  const first = Math.max(0, bytes.length - WITHIN);
  for (let at = bytes.length - MARKER.length; at >= first; at -= 1) {
    if (MARKER.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  throw new MmdbError('no MaxMind DB: the metadata marker is missing');
}

/** @throws MmdbError when the metadata is missing, damaged, or of another format version. */
export function readMetadata(bytes: Uint8Array, marker: number): MmdbMetadata {
  const section = createSection(bytes, marker + MARKER.length, bytes.length);
  const all = asMap(decodeValue(section, 0));
  if (all === null) throw new MmdbError('metadata is no map');
  if (all.get('binary_format_major_version') !== 2) {
    throw new MmdbError('not version 2 of the MaxMind DB format');
  }
  const ipVersion = all.get('ip_version');
  if (ipVersion !== 4 && ipVersion !== 6) throw new MmdbError('ip_version is neither 4 nor 6');
  const recordSize = all.get('record_size');
  if (recordSize !== 24 && recordSize !== 28 && recordSize !== 32) {
    throw new MmdbError('record_size is none of 24, 28, 32');
  }
  const nodeCount = all.get('node_count');
  if (!Number.isInteger(nodeCount)) throw new MmdbError('node_count is no whole number');
  const databaseType = all.get('database_type');
  const buildEpoch = all.get('build_epoch');
  return {
    databaseType: typeof databaseType === 'string' ? databaseType : '',
    description: english(all.get('description')),
    buildEpoch:
      typeof buildEpoch === 'bigint' || typeof buildEpoch === 'number' ? Number(buildEpoch) : 0,
    ipVersion,
    recordSize,
    nodeCount: nodeCount as number,
    all,
  };
}

function english(description: MmdbValue | undefined): string {
  const text = asMap(description)?.get('en');
  return typeof text === 'string' ? text : '';
}
