import type { AddressWords } from '../address-words';
import { readCidr } from './cidr';
import { createEncoder, encodeRecord, type MmdbInput } from './mmdb-encoder';
import { MARKER, type RecordSize } from './mmdb-metadata';
import { createTree, insertPrefix, type PrefixTree, shareSubtrees } from './mmdb-tree';

export interface MmdbHeader {
  readonly databaseType: string;
  /** In English. */
  readonly description: string;
  /** Seconds since the Unix epoch; the writer never looks at a clock. */
  readonly buildEpoch: number;
  /** 6, the default, holds both families: IPv4 in `::/96`. */
  readonly ipVersion?: 4 | 6;
  /** Bits a tree record takes; the default is the smallest that fits. */
  readonly recordSize?: RecordSize;
  /** Further entries of the metadata map. */
  readonly extra?: { readonly [key: string]: MmdbInput };
}

/** A network in CIDR notation (or one address) and the record it gets. */
export type MmdbEntry = readonly [cidr: string, record: MmdbInput];

/**
 * Writes a small MaxMind DB: same input, same bytes. Later entries win over what they cover.
 * @throws RangeError on text that is no network, or IPv6 in an IPv4 database.
 */
export function writeMmdb(
  content: MmdbHeader & { readonly records: readonly MmdbEntry[] },
): Uint8Array {
  const tree = createTree();
  const words = new Uint32Array(4);
  const ipVersion = content.ipVersion ?? 6;
  content.records.forEach(([cidr], index) => {
    const length = placeCidr(cidr, words, ipVersion);
    insertPrefix(tree, words, length, index + 1);
  });
  const records = content.records.map(([, record]) => record);
  return assembleMmdb(tree, records, content);
}

/** Places a network in a tree of 128 bits, or of 32 bits at the front for an IPv4 database. */
function placeCidr(cidr: string, words: AddressWords, ipVersion: 4 | 6): number {
  const { family, length } = readCidr(cidr, words);
  if (ipVersion === 6) return family === 4 ? 96 + length : length;
  if (family === 6) throw new RangeError(`IPv6 in an IPv4 database: ${cidr}`);
  words[0] = words[3] ?? 0;
  return length;
}

/** Puts tree, data section and metadata together. Value n of the tree is `records[n - 1]`. */
export function assembleMmdb(
  tree: PrefixTree,
  records: readonly MmdbInput[],
  header: MmdbHeader,
): Uint8Array {
  const shared = shareSubtrees(tree);
  const data = createEncoder(true);
  const offsets = records.map((record) => encodeRecord(data, record));
  const recordSize = header.recordSize ?? smallest(shared.size + 16 + data.size);
  const metadata = createEncoder(false);
  encodeRecord(metadata, {
    // libmaxminddb refuses metadata of any other integer type than the specification's.
    binary_format_major_version: Uint16Array.of(2),
    binary_format_minor_version: Uint16Array.of(0),
    build_epoch: BigInt(header.buildEpoch),
    database_type: header.databaseType,
    description: { en: header.description },
    ip_version: Uint16Array.of(header.ipVersion ?? 6),
    languages: [],
    node_count: shared.size,
    record_size: Uint16Array.of(recordSize),
    ...header.extra,
  });
  const treeSize = (shared.size * recordSize) / 4;
  const file = new Uint8Array(treeSize + 16 + data.size + MARKER.length + metadata.size);
  writeTree(file, shared, recordSize, offsets);
  file.set(data.bytes.subarray(0, data.size), treeSize + 16);
  file.set(MARKER, treeSize + 16 + data.size);
  file.set(metadata.bytes.subarray(0, metadata.size), file.length - metadata.size);
  return file;
}

function smallest(largestRecord: number): RecordSize {
  if (largestRecord < 2 ** 24) return 24;
  return largestRecord < 2 ** 28 ? 28 : 32;
}

function writeTree(
  file: Uint8Array,
  { slots, size }: PrefixTree,
  recordSize: RecordSize,
  offsets: readonly number[],
): void {
  const recordOf = (slot: number): number => {
    if (slot > 0) return slot;
    return slot === 0 ? size : size + 16 + (offsets[-slot - 1] ?? 0);
  };
  const bytes = recordSize / 4;
  for (let node = 0; node < size; node += 1) {
    const left = recordOf(slots[node * 2] ?? 0);
    const right = recordOf(slots[node * 2 + 1] ?? 0);
    const at = node * bytes;
    const half = recordSize >> 3;
    putUnsigned(file, at, left, half);
    putUnsigned(file, at + bytes - half, right, half);
    // The middle byte of a 7-byte node holds the top four bits of both records.
    if (recordSize === 28) file[at + 3] = ((left >>> 24) << 4) | (right >>> 24);
  }
}

/** The low `size` bytes of a value, in network order. */
function putUnsigned(file: Uint8Array, at: number, value: number, size: number): void {
  for (let i = 0; i < size; i += 1) file[at + i] = value >>> (8 * (size - 1 - i));
}
