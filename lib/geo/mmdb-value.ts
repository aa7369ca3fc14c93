/**
 * What an MMDB data section can hold. Integers of up to 32 bits and floats are numbers, 64 and 128
 * bit integers are bigints; maps are `Map`s, so that no key of a foreign file reaches a prototype.
 */
export type MmdbValue =
  | string
  | number
  | bigint
  | boolean
  | Uint8Array
  | readonly MmdbValue[]
  | MmdbMap;

export type MmdbMap = ReadonlyMap<string, MmdbValue>;

/** The map inside a value, or `null` when it is something else. */
export function asMap(value: MmdbValue | null | undefined): MmdbMap | null {
  return value instanceof Map ? value : null;
}
