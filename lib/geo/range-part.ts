import type { Family } from '../address-words';

/** Where consecutive ranges begin, in order. IPv4 counts addresses, IPv6 counts /64s. */
export interface Starts {
  /** Bits 0 to 31 of an IPv6 address, `null` for IPv4. */
  readonly high: Uint32Array | null;
  /** Bits 32 to 63 of an IPv6 address, or an IPv4 address. */
  readonly low: Uint32Array;
}

/**
 * Ranges without gaps between them, each with its answer, as columns: what is alike stands
 * together, which packs into a third of what a tree does.
 */
export interface RangePart extends Starts {
  /** Numbers from 1 up of the index's countries, 0 for none. */
  readonly country: Uint8Array;
  readonly witness: Uint8Array;
  /** Numbers from 1 up of the announcing networks, 0 for none: three bytes each, low byte first. */
  readonly network: readonly [Uint8Array, Uint8Array, Uint8Array];
}

/**
 * Reads what `writeRangePart` wrote: the number of ranges (32 bits), the distances between their
 * beginnings as varints (IPv6: first all high halves, then all low ones), then the columns.
 * @param content as it came out of `unseal`: only what we wrote ourselves is read here.
 */
export function readRangePart(content: Uint8Array, family: Family): RangePart {
  const count = new DataView(content.buffer, content.byteOffset).getUint32(0);
  const reader = { bytes: content, at: 4 };
  const high = family === 6 ? readVarints(reader, count) : null;
  const low = readVarints(reader, count);
  addUp(high, low);
  const column = (): Uint8Array => {
    reader.at += count;
    return content.subarray(reader.at - count, reader.at);
  };
  const [country, witness] = [column(), column()];
  return { high, low, country, witness, network: [column(), column(), column()] };
}

/** Turns distances into the beginnings themselves, in place. */
function addUp(high: Uint32Array | null, low: Uint32Array): void {
  for (let i = 1; i < low.length; i += 1) {
    const sum = (low[i - 1] ?? 0) + (low[i] ?? 0);
    low[i] = sum;
    if (high !== null) high[i] = (high[i - 1] ?? 0) + (high[i] ?? 0) + (sum > 0xffffffff ? 1 : 0);
  }
}

/** Seven bits a byte, low ones first, the eighth says that more follow. */
function readVarints(reader: { bytes: Uint8Array; at: number }, count: number): Uint32Array {
  const { bytes } = reader;
  const values = new Uint32Array(count);
  let at = reader.at;
  for (let i = 0; i < count; i += 1) {
    let value = 0;
    let shift = 0;
    let byte = 0;
    do {
      byte = bytes[at] ?? 0;
      at += 1;
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    values[i] = value;
  }
  reader.at = at;
  return values;
}

/** The range that holds an address, -1 when it lies before the first. O(log n). */
export function findRange({ high, low }: Starts, atHigh: number, atLow: number): number {
  let [from, to] = [0, low.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const order = high === null ? 0 : (high[middle] ?? 0) - atHigh;
    if (order < 0 || (order === 0 && (low[middle] ?? 0) <= atLow)) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}
