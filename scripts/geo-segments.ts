import { type Family, readWords } from '../lib/address-words';

/**
 * Sorted, non-overlapping ranges of one family, ends included, each with a number from 1 up.
 * IPv4 counts addresses; IPv6 counts /64 networks, the smallest that is routed to one place, and a
 * /64 gets the answer of its lowest address.
 */
export interface Segments {
  readonly starts: BigUint64Array;
  readonly ends: BigUint64Array;
  readonly values: Int32Array;
}

/** Both families of one input; `names[n - 1]` is what number n stands for. */
export interface Source {
  readonly v4: Segments;
  readonly v6: Segments;
  readonly names: readonly string[];
}

/** Collects ranges in any order; where they overlap, the one that starts later wins. */
export interface SourceBuilder {
  add(family: Family, start: bigint, end: bigint, name: string): void;
  finish(): Source;
}

type Range = [start: bigint, end: bigint, value: number];

export function createSourceBuilder(): SourceBuilder {
  const ranges: Record<Family, Range[]> = { 4: [], 6: [] };
  const numbers = new Map<string, number>();
  return {
    add(family, start, end, name) {
      if (name === '' || end < start) return;
      const number = numbers.get(name) ?? numbers.size + 1;
      numbers.set(name, number);
      ranges[family].push([start, end, number]);
    },
    finish: () => ({
      v4: toSegments(ranges[4]),
      v6: toSegments(ranges[6]),
      names: [...numbers.keys()],
    }),
  };
}

function toSegments(ranges: Range[]): Segments {
  ranges.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
  const flat: Range[] = [];
  for (const [start, end, value] of ranges) {
    const last = flat.at(-1);
    if (last && last[1] >= start) {
      const after = last[1];
      last[1] = start - 1n;
      if (last[1] < last[0]) flat.pop();
      if (after > end) {
        flat.push([start, end, value], [end + 1n, after, last[2]]);
        continue;
      }
    }
    flat.push([start, end, value]);
  }
  return {
    starts: BigUint64Array.from(flat, (range) => range[0]),
    ends: BigUint64Array.from(flat, (range) => range[1]),
    values: Int32Array.from(flat, (range) => range[2]),
  };
}

const words = new Uint32Array(4);

/** An address as a number of its family, IPv6 as all 128 bits. @throws on anything else. */
export function addressNumber(text: string): { family: Family; value: bigint } {
  const family = readWords(text, words);
  if (family === 0) throw new Error(`no address: ${text}`);
  return { family, value: words.reduce((sum, word) => (sum << 32n) | BigInt(word), 0n) };
}

const HOST = (1n << 64n) - 1n;

/** The /64s whose lowest address lies in a range of 128-bit addresses; empty when end < start. */
export function wholeNetworks(start: bigint, end: bigint): { start: bigint; end: bigint } {
  return { start: (start + HOST) >> 64n, end: end >> 64n };
}
