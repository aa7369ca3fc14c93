import { type CountryCode, parseCountryCode } from '../country';
import type { Starts } from './range-part';
import type { DataSource } from './shipped-database';

/** What the build writes beside the parts: what they are made of and what is in which. */
export interface PartsIndex {
  readonly sources: readonly DataSource[];
  /** Country codes by number, from 1 up. */
  readonly countries: readonly (CountryCode | null)[];
  /** Where each part of the family begins; the first begins with the first address there is. */
  readonly v4: Starts;
  readonly v6: Starts;
  /** Networks in each part that tells about them. */
  readonly networksPerPart: number;
}

/** The index as it is stored: JSON. */
export interface StoredIndex {
  readonly sources: readonly DataSource[];
  readonly countries: readonly string[];
  readonly v4: readonly number[];
  /** Bits 0 to 31 of each, then bits 32 to 63 of each. */
  readonly v6: readonly [high: readonly number[], low: readonly number[]];
  readonly networksPerPart: number;
}

/** @param content as it came out of `unseal`: only what we wrote ourselves is read here. */
export function readPartsIndex(content: Uint8Array): PartsIndex {
  const stored = JSON.parse(new TextDecoder().decode(content)) as StoredIndex;
  const [high, low] = stored.v6;
  return {
    ...stored,
    countries: stored.countries.map(parseCountryCode),
    v4: { high: null, low: Uint32Array.from(stored.v4) },
    v6: { high: Uint32Array.from(high), low: Uint32Array.from(low) },
  };
}
