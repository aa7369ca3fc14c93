import type { AddressWords, Family } from '../address-words';
import type { AutonomousSystem } from './location';
import { type NetworkPart, networkIn, readNetworkPart } from './network-part';
import { type PartsIndex, readPartsIndex } from './parts-index';
import { findRange, type RangePart, readRangePart } from './range-part';
import { unseal } from './sealed';
import type { ShippedDatabase } from './shipped-database';

/** A file of the database: IPv4 ranges, IPv6 ranges, or announcing networks. */
export type PartName = `${'v4' | 'v6' | 'networks'}-${number}`;

/**
 * The networks that rooms mostly run on and the largest ones. Read along with the first ranges,
 * which mostly name one of these, so that two files are read at once and not one after the other.
 */
const USUAL_NETWORKS = 'networks-0';

/** The file that says which part is which. */
export const PARTS_INDEX = 'index';

/**
 * The shipped database in parts of some ten kilobytes, handed in one by one: what nobody has asked
 * for needn't be read. It reads nothing itself and never waits.
 */
export interface PartedDatabase extends ShippedDatabase {
  /**
   * The parts to hand in before an address can be looked up. After them there may be one more: the
   * ranges name a network by its number. None when nothing is missing, or nothing would help.
   */
  readonly missingParts: (words: AddressWords, family: Family) => readonly PartName[];
  /** @returns why the part can't be used, `null` when it can. */
  readonly add: (name: PartName, file: Uint8Array | null) => string | null;
}

export type OpenedParts =
  | { readonly database: PartedDatabase; readonly fault: null }
  | { readonly database: null; readonly fault: string };

/** Opens the database by its index. Never throws: the fault is in the result. */
export function openParts(index: Uint8Array | null): OpenedParts {
  if (index === null) return { database: null, fault: 'the location database is missing' };
  const content = unseal(index);
  return content === null
    ? { database: null, fault: 'the location database is damaged: its index' }
    : { database: partedDatabase(readPartsIndex(content)), fault: null };
}

/** What has been handed in, by number; `null` for what can't be used. */
interface Parts {
  readonly v4: (RangePart | null)[];
  readonly v6: (RangePart | null)[];
  readonly networks: (NetworkPart | null)[];
}

/** One range of one part, or the part's name while it is missing; `null` when it can't be used. */
type Found = { readonly part: RangePart; readonly at: number } | PartName | null;

function partedDatabase(index: PartsIndex): PartedDatabase {
  const parts: Parts = { v4: [], v6: [], networks: [] };
  const find = (words: AddressWords, family: Family): Found => {
    const isV4 = family === 4;
    const [high, low] = isV4 ? [0, words[3] ?? 0] : [words[0] ?? 0, words[1] ?? 0];
    const number = findRange(isV4 ? index.v4 : index.v6, high, low);
    const part = parts[isV4 ? 'v4' : 'v6'][number];
    if (part === undefined) return `${isV4 ? 'v4' : 'v6'}-${number}`;
    return part && { part, at: findRange(part, high, low) };
  };
  const networkOf = (number: number): AutonomousSystem | PartName | null => {
    const { networksPerPart } = index;
    const at = Math.floor((number - 1) / networksPerPart);
    const part = parts.networks[at];
    if (part === undefined) return `networks-${at}`;
    return part && networkIn(part, (number - 1) % networksPerPart);
  };
  return {
    sources: index.sources,
    missingParts(words, family) {
      const found = find(words, family);
      if (found === null) return [];
      if (typeof found === 'string') {
        return parts.networks[0] === undefined ? [found, USUAL_NETWORKS] : [found];
      }
      const number = networkNumber(found.part, found.at);
      const network = number === 0 ? null : networkOf(number);
      return typeof network === 'string' ? [network] : [];
    },
    recordOf(words, family) {
      const found = find(words, family);
      if (found === null || typeof found === 'string') return null;
      const { part, at } = found;
      const number = networkNumber(part, at);
      const network = number === 0 ? null : networkOf(number);
      if (typeof network === 'string' || (network === null && number !== 0)) return null;
      return {
        country: index.countries[(part.country[at] ?? 0) - 1] ?? null,
        witness: index.countries[(part.witness[at] ?? 0) - 1] ?? null,
        network,
      };
    },
    add(name, file) {
      const content = file && unseal(file);
      const [kind, number] = name.split('-') as [keyof Parts, string];
      const at = Number(number);
      if (kind === 'networks') parts.networks[at] = content && readNetworkPart(content);
      else parts[kind][at] = content && readRangePart(content, kind === 'v4' ? 4 : 6);
      if (content !== null) return null;
      return `a part of the location database is ${file === null ? 'missing' : 'damaged'}: ${name}`;
    },
  };
}

function networkNumber({ network: [first, second, third] }: RangePart, at: number): number {
  return (first[at] ?? 0) + (second[at] ?? 0) * 256 + (third[at] ?? 0) * 65_536;
}
