import type { AddressWords } from '../address-words';
import { readCidr } from './cidr';
import { createTree, findPrefix, insertPrefix } from './mmdb-tree';

/** Networks with something known of each; the narrowest one that holds an address answers. */
export interface PrefixTable<T> {
  readonly find: (words: AddressWords) => T | null;
}

/** @throws RangeError when an entry is no network. */
export function createPrefixTable<T>(
  entries: readonly (readonly [cidr: string, value: T])[],
): PrefixTable<T> {
  const tree = createTree();
  const words = new Uint32Array(4);
  const lengthOf = (cidr: string): number => {
    const { family, length } = readCidr(cidr, words);
    return family === 4 ? 96 + length : length;
  };
  const ordered = entries.toSorted(([a], [b]) => lengthOf(a) - lengthOf(b));
  ordered.forEach(([cidr], index) => {
    const length = lengthOf(cidr);
    insertPrefix(tree, words, length, index + 1);
  });
  return {
    find: (address) => {
      const value = findPrefix(tree, address);
      return value === 0 ? null : (ordered[value - 1]?.[1] ?? null);
    },
  };
}
