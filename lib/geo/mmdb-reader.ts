import type { AddressWords, Family } from '../address-words';
import { createSection, type MmdbSection } from './mmdb-cursor';
import { decodeValue } from './mmdb-decoder';
import { MmdbError } from './mmdb-error';
import { findMarker, type MmdbMetadata, readMetadata } from './mmdb-metadata';
import type { MmdbValue } from './mmdb-value';

/** An open MaxMind DB (file format 2.0) over bytes in memory. Nothing is copied. */
export interface Mmdb {
  readonly metadata: MmdbMetadata;
  readonly bytes: Uint8Array;
  readonly data: MmdbSection;
  /** Node or record at which IPv4 begins: `::/96` of an IPv6 tree. */
  readonly ipv4Start: number;
}

/** Zero bytes between tree and data. */
const SEPARATOR = 16;

/**
 * Opens a database: reads its metadata and checks that tree and data lie inside the file.
 * Single records are checked when they are read; `checkMmdb` goes through all of them.
 * @throws MmdbError saying what is wrong.
 */
export function openMmdb(bytes: Uint8Array): Mmdb {
  const marker = findMarker(bytes);
  const metadata = readMetadata(bytes, marker);
  const treeSize = (metadata.nodeCount * metadata.recordSize) / 4;
  const data = createSection(bytes, treeSize + SEPARATOR, marker);
  if (data.start > data.end) throw new MmdbError('search tree larger than the file');
  for (let at = treeSize; at < data.start; at += 1) {
    if (bytes[at] !== 0) throw new MmdbError('no separator between tree and data');
  }
  const open: Mmdb = { metadata, bytes, data, ipv4Start: 0 };
  if (metadata.ipVersion === 4) return open;
  let node = 0;
  for (let depth = 0; depth < 96 && node < metadata.nodeCount; depth += 1) {
    node = readNode(open, node, 0);
  }
  return { ...open, ipv4Start: node };
}

/** The left (0) or right (1) record of a node. */
export function readNode({ bytes, metadata }: Mmdb, node: number, side: 0 | 1): number {
  switch (metadata.recordSize) {
    case 24:
      return readUint24(bytes, node * 6 + side * 3);
    case 28: {
      // The middle byte of a node holds the top four bits of both records.
      const middle = bytes[node * 7 + 3] ?? 0;
      const high = side === 0 ? middle >> 4 : middle & 15;
      return high * 0x1000000 + readUint24(bytes, node * 7 + side * 4);
    }
    case 32: {
      const at = node * 8 + side * 4;
      return (bytes[at] ?? 0) * 0x1000000 + readUint24(bytes, at + 1);
    }
  }
}

function readUint24(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
}

/**
 * Where in the data section the record for an address begins.
 * @returns -1 when the database holds none, as for IPv6 in an IPv4 database.
 * @throws MmdbError when the tree leads nowhere.
 */
export function findRecord(db: Mmdb, words: AddressWords, family: Family): number {
  const { nodeCount, ipVersion } = db.metadata;
  if (family === 6 && ipVersion === 4) return -1;
  let node = family === 4 ? db.ipv4Start : 0;
  for (let bit = family === 4 ? 96 : 0; node < nodeCount; bit += 1) {
    if (bit === 128) throw new MmdbError('search tree deeper than an address');
    const side = ((words[bit >> 5] ?? 0) >>> (31 - (bit & 31))) & 1;
    node = readNode(db, node, side === 0 ? 0 : 1);
  }
  return recordOffset(db, node);
}

/** Turns a tree record that is no node into an offset of the data section, or -1 for "none". */
export function recordOffset(db: Mmdb, record: number): number {
  const { nodeCount } = db.metadata;
  if (record === nodeCount) return -1;
  const offset = record - nodeCount - SEPARATOR;
  if (offset < 0 || db.data.start + offset >= db.data.end) {
    throw new MmdbError('search tree points outside the data section');
  }
  return offset;
}

/** The record for an address, decoded, or `null` when there is none. @throws MmdbError */
export function lookUp(db: Mmdb, words: AddressWords, family: Family): MmdbValue | null {
  const offset = findRecord(db, words, family);
  return offset < 0 ? null : decodeValue(db.data, offset);
}
