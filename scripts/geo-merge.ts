import type { Family } from '../lib/address-words';
import type { MmdbInput } from '../lib/geo/mmdb-encoder';
import { createTree, insertPrefix, type PrefixTree } from '../lib/geo/mmdb-tree';
import { registrationCountries } from './geo-registration';
import type { Segments, Source } from './geo-segments';

export interface MergeInput {
  /** Where machines are. */
  readonly country: Source;
  /** The same question, answered independently. */
  readonly witness: Source;
  /** Who announces the address. */
  readonly networks: Source;
  /** Country of the announcing AS's registration. */
  readonly registered: Source;
}

/** One range of the result and the number of its record. */
export interface Merged {
  readonly tree: PrefixTree;
  readonly records: readonly MmdbInput[];
  readonly v4: Segments;
  readonly v6: Segments;
}

export function mergeSources(input: MergeInput): Merged {
  const registered = registrationCountries(input.networks, input.registered);
  const tree = createTree();
  const records: MmdbInput[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (country: number, witness: number, network: number): number => {
    if (country + witness + network === 0) return 0;
    const key = `${country} ${witness} ${network}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    records.push(recordOf(input, registered, country, witness, network));
    numbers.set(key, records.length);
    return records.length;
  };
  const { country, witness, networks } = input;
  const v4 = combine([country.v4, witness.v4, networks.v4], numberOf);
  const v6 = combine([country.v6, witness.v6, networks.v6], numberOf);
  insertSegments(tree, 4, v4);
  insertSegments(tree, 6, v6);
  return { tree, records, v4, v6 };
}

function recordOf(
  input: MergeInput,
  registered: ReadonlyMap<number, string>,
  country: number,
  witness: number,
  network: number,
): MmdbInput {
  const [asn = '', ...organisation] = (input.networks.names[network - 1] ?? '').split(' ');
  const registeredIn = registered.get(network);
  return {
    ...(country > 0 && { country: input.country.names[country - 1] ?? '' }),
    ...(witness > 0 && { witness: input.witness.names[witness - 1] ?? '' }),
    ...(network > 0 && {
      network: {
        asn: Number(asn),
        organisation: organisation.join(' '),
        ...(registeredIn !== undefined && { registered: registeredIn }),
      },
    }),
  };
}

type Three = readonly [Segments, Segments, Segments];

/** Cuts the space wherever one of the three changes and numbers each combination. */
function combine(
  lists: Three,
  numberOf: (first: number, second: number, third: number) => number,
): Segments {
  const cuts = boundaries(lists);
  const starts: bigint[] = [];
  const ends: bigint[] = [];
  const values: number[] = [];
  const at = [0, 0, 0];
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const start = cuts[i] ?? 0n;
    const found = lists.map((list, k) => {
      let index = at[k] ?? 0;
      while (index < list.ends.length && (list.ends[index] ?? 0n) < start) index += 1;
      at[k] = index;
      const covers = index < list.starts.length && (list.starts[index] ?? 0n) <= start;
      return covers ? (list.values[index] ?? 0) : 0;
    });
    const value = numberOf(found[0] ?? 0, found[1] ?? 0, found[2] ?? 0);
    if (value === 0) continue;
    const end = (cuts[i + 1] ?? 0n) - 1n;
    if (values.at(-1) === value && ends.at(-1) === start - 1n) {
      ends[ends.length - 1] = end;
    } else {
      starts.push(start);
      ends.push(end);
      values.push(value);
    }
  }
  return {
    starts: BigUint64Array.from(starts),
    ends: BigUint64Array.from(ends),
    values: Int32Array.from(values),
  };
}

function boundaries(lists: readonly Segments[]): BigUint64Array {
  const all = new BigUint64Array(lists.reduce((sum, list) => sum + list.starts.length * 2, 0));
  let size = 0;
  for (const list of lists) {
    all.set(list.starts, size);
    all.set(
      list.ends.map((end) => end + 1n),
      size + list.starts.length,
    );
    size += list.starts.length * 2;
  }
  all.sort();
  return all.filter((cut, i) => i === 0 || cut !== all[i - 1]);
}

/** Adds each range as the fewest prefixes that make it up. */
function insertSegments(tree: PrefixTree, family: Family, segments: Segments): void {
  const words = new Uint32Array(4);
  const bits = family === 4 ? 128 : 64;
  segments.starts.forEach((first, i) => {
    const end = segments.ends[i] ?? 0n;
    const value = segments.values[i] ?? 0;
    let start = first;
    while (start <= end) {
      let free = family === 4 ? 32 : 64;
      if (start !== 0n) free = Math.min(free, trailingZeros(start));
      while ((1n << BigInt(free)) - 1n > end - start) free -= 1;
      const high = family === 4 ? 3 : 1;
      words[high] = Number(start & 0xffffffffn);
      if (family === 6) words[0] = Number(start >> 32n);
      insertPrefix(tree, words, bits - free, value);
      start += 1n << BigInt(free);
    }
  });
}

function trailingZeros(value: bigint): number {
  const low = Number(value & 0xffffffffn);
  if (low !== 0) return 31 - Math.clz32(low & -low);
  const high = Number((value >> 32n) & 0xffffffffn);
  return 32 + (31 - Math.clz32(high & -high));
}
