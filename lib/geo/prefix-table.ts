import type { AddressWords, Family } from '../address-words';
import { readCidr } from './cidr';
import { createTree, findPrefix, insertPrefix } from './mmdb-tree';

/** Networks with something known of each; the narrowest one that holds an address answers. */
export interface PrefixTable<T> {
  readonly find: (words: AddressWords, family: Family) => T | null;
}

/** @throws RangeError when an entry is no network. */
export function createPrefixTable<T>(
  entries: readonly (readonly [cidr: string, value: T])[],
): PrefixTable<T> {
  const trees = { 4: createTree(), 6: createTree() };
  const parsed = entries.map(([cidr, value]) => {
    const words = new Uint32Array(4);
    const { family, length } = readCidr(cidr, words);
    return { words, family, length, value };
  });
  // Wide networks first: a later one wins over what it covers.
  parsed.sort((a, b) => a.length - b.length);
  parsed.forEach(({ words, family, length }, index) => {
    if (family === 4) words[0] = words[3] ?? 0;
    insertPrefix(trees[family], words, length, index + 1);
  });
  return {
    find: (words, family) => {
      const value = findPrefix(trees[family], words, family === 4 ? 96 : 0);
      return value === 0 ? null : (parsed[value - 1]?.value ?? null);
    },
  };
}
