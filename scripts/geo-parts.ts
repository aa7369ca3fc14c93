import type { Family } from '../lib/address-words';
import type { MmdbInput } from '../lib/geo/mmdb-encoder';
import type { StoredNetwork } from '../lib/geo/network-part';
import { PARTS_INDEX, type PartName } from '../lib/geo/parted-database';
import type { StoredIndex } from '../lib/geo/parts-index';
import { seal } from '../lib/geo/sealed';
import type { DataSource } from '../lib/geo/shipped-database';
import type { Merged } from './geo-merge';
import type { Segments } from './geo-segments';

/** What goes into a part. */
export interface Partition {
  /** Ranges in each part of them. */
  readonly ranges: number;
  /** Networks in each part of them. */
  readonly networks: number;
  /** AS numbers of networks that come into the first part of them, which is always read. */
  readonly first: ReadonlySet<number>;
}

/** Some thirty kilobytes each, read in a few milliseconds. */
export const PART_SIZES = { ranges: 4096, networks: 1024 };

/** A record as `mergeSources` makes it. */
interface Record {
  readonly country?: string;
  readonly witness?: string;
  readonly network?: {
    readonly asn: number;
    readonly organisation: string;
    readonly registered?: string;
  };
}

interface Range {
  readonly start: bigint;
  /** `null` where nothing is known. */
  readonly record: Record | null;
}

/** Numbers things from 1 up in the order in which they are first met. */
function createNumbering<T>(keyOf: (thing: T) => unknown) {
  const numbers = new Map<unknown, number>();
  const all: T[] = [];
  return {
    all,
    numberOf(thing: T | undefined): number {
      if (thing === undefined) return 0;
      const key = keyOf(thing);
      const number = numbers.get(key) ?? all.push(thing);
      numbers.set(key, number);
      return number;
    },
  };
}

/**
 * The same data as the whole database, in files that are read one by one: see
 * `lib/geo/parted-database`. Same input, same bytes.
 */
export function writeParts(
  { v4, v6, records }: Pick<Merged, 'v4' | 'v6' | 'records'>,
  sources: readonly DataSource[],
  { first, ...sizes }: Partition,
): ReadonlyMap<PartName | typeof PARTS_INDEX, Uint8Array> {
  const files = new Map<PartName | typeof PARTS_INDEX, Uint8Array>();
  const countries = createNumbering<string>((code) => code);
  const networks = createNumbering<NonNullable<Record['network']>>(
    ({ asn, organisation }) => `${asn} ${organisation}`,
  );
  const usual = firstNetworks(first, v4, records).slice(0, sizes.networks);
  for (const network of usual) networks.numberOf(network);
  // The others stay beside their neighbours in the ranges: that packs better.
  const starts: { [name in 'v4' | 'v6']: bigint[] } = { v4: [], v6: [] };
  const write = (family: Family, segments: Segments): void => {
    const name = family === 4 ? 'v4' : 'v6';
    const ranges = withoutGaps(segments, records);
    for (let at = 0; at < ranges.length; at += sizes.ranges) {
      const some = ranges.slice(at, at + sizes.ranges);
      files.set(`${name}-${starts[name].length}`, seal(writeRangePart(family, some, columns)));
      starts[name].push(some[0]?.start ?? 0n);
    }
  };
  const columns = ({ record }: Range): readonly number[] => {
    const network = networks.numberOf(record?.network);
    return [
      countries.numberOf(record?.country),
      countries.numberOf(record?.witness),
      network & 255,
      (network >> 8) & 255,
      network >> 16,
    ];
  };
  write(4, v4);
  write(6, v6);
  for (let at = 0; at < networks.all.length; at += sizes.networks) {
    const some = networks.all.slice(at, at + sizes.networks).map(stored);
    files.set(`networks-${at / sizes.networks}`, sealJson(some));
  }
  if (countries.all.length > 255) throw new Error('more countries than a byte can number');
  const index: StoredIndex = {
    sources,
    countries: countries.all,
    v4: starts.v4.map(Number),
    v6: [starts.v6.map(highOf), starts.v6.map(lowOf)],
    networksPerPart: sizes.networks,
  };
  return files.set(PARTS_INDEX, sealJson(index));
}

/** The networks of these ranges: those to come first, then whoever announces most addresses. */
function firstNetworks(
  first: ReadonlySet<number>,
  { starts, ends, values }: Segments,
  records: readonly MmdbInput[],
): readonly Record['network'][] {
  const sizes = new Map<Record['network'], bigint>();
  values.forEach((value, i) => {
    const { network } = records[value - 1] as Record;
    const size = (ends[i] ?? 0n) - (starts[i] ?? 0n);
    sizes.set(network, (sizes.get(network) ?? 0n) + size);
  });
  const isFirst = (network: Record['network']) => network !== undefined && first.has(network.asn);
  return [...sizes]
    .sort(([, one], [, other]) => Number(other - one))
    .map(([network]) => network)
    .sort((one, other) => Number(isFirst(other)) - Number(isFirst(one)));
}

function stored(network: NonNullable<Record['network']>): StoredNetwork {
  const { asn, organisation, registered } = network;
  return registered === undefined ? [asn, organisation] : [asn, organisation, registered];
}

function sealJson(content: StoredIndex | readonly StoredNetwork[]): Uint8Array {
  return seal(new TextEncoder().encode(JSON.stringify(content)));
}

/** The ranges, and those between them about which nothing is known, from the first address on. */
function withoutGaps(segments: Segments, records: readonly MmdbInput[]): readonly Range[] {
  const ranges: Range[] = [];
  let next = 0n;
  segments.starts.forEach((start, i) => {
    if (start > next) ranges.push({ start: next, record: null });
    ranges.push({ start, record: (records[(segments.values[i] ?? 0) - 1] ?? null) as Record });
    next = (segments.ends[i] ?? 0n) + 1n;
  });
  return [...ranges, { start: next, record: null }];
}

const highOf = (value: bigint): number => Number(value >> 32n);
const lowOf = (value: bigint): number => Number(value & 0xffffffffn);

/** What `readRangePart` reads. */
function writeRangePart(
  family: Family,
  ranges: readonly Range[],
  columnsOf: (range: Range) => readonly number[],
): Uint8Array {
  const distances = ranges.map(({ start }, i) => start - (ranges[i - 1]?.start ?? 0n));
  const bytes = [0, 0, ranges.length >> 8, ranges.length & 255];
  if (family === 6) for (const distance of distances) putVarint(bytes, highOf(distance));
  for (const distance of distances) putVarint(bytes, lowOf(distance));
  const columns = ranges.map(columnsOf);
  for (let column = 0; column < 5; column += 1) {
    for (const row of columns) bytes.push(row[column] ?? 0);
  }
  return Uint8Array.from(bytes);
}

function putVarint(bytes: number[], value: number): void {
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
}
