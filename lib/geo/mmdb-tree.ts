import type { AddressWords } from '../address-words';

/**
 * A binary trie of address prefixes, for building a database.
 * Slots: 0 is empty, a positive one is a node, a negative one is minus the number of a value.
 */
export interface PrefixTree {
  /** Two slots a node; grows. */
  slots: Int32Array;
  /** Nodes in use; node 0 is the root and can't be a child. */
  size: number;
}

export function createTree(): PrefixTree {
  return { slots: new Int32Array(2048), size: 1 };
}

/**
 * Gives a prefix of 128-bit addresses a value from 1 up. Later prefixes win over what they cover,
 * so wide ones go in before narrow ones.
 */
export function insertPrefix(
  tree: PrefixTree,
  words: AddressWords,
  length: number,
  value: number,
): void {
  if (length === 0) {
    tree.slots.fill(-value, 0, 2);
    return;
  }
  let node = 0;
  for (let bit = 0; bit < length - 1; bit += 1) {
    const at = node * 2 + sideAt(words, bit);
    const slot = tree.slots[at] ?? 0;
    node = slot > 0 ? slot : split(tree, at, slot);
  }
  tree.slots[node * 2 + sideAt(words, length - 1)] = -value;
}

/**
 * The value of the prefix that holds an address, 0 when there is none.
 * @param firstBit where the address begins in `words`: 96 for IPv4 in a tree of its own
 */
export function findPrefix(tree: PrefixTree, words: AddressWords, firstBit: 0 | 96): number {
  let slot = 0;
  for (let bit: number = firstBit; bit < 128; bit += 1) {
    slot = tree.slots[slot * 2 + sideAt(words, bit)] ?? 0;
    if (slot <= 0) return -slot;
  }
  return 0;
}

function sideAt(words: AddressWords, bit: number): number {
  return ((words[bit >> 5] ?? 0) >>> (31 - (bit & 31))) & 1;
}

/** Puts a node where a leaf was; both halves keep what the leaf said. */
function split(tree: PrefixTree, at: number, leaf: number): number {
  const node = tree.size;
  tree.size += 1;
  if (tree.size * 2 > tree.slots.length) {
    const larger = new Int32Array(tree.slots.length * 2);
    larger.set(tree.slots);
    tree.slots = larger;
  }
  tree.slots.fill(leaf, node * 2, node * 2 + 2);
  tree.slots[at] = node;
  return node;
}

/**
 * The same tree with equal halves merged and identical subtrees kept once, nodes numbered in the
 * order a depth-first walk first meets them: equal content gives equal bytes.
 */
export function shareSubtrees(tree: PrefixTree): PrefixTree {
  const shared: PrefixTree = { slots: new Int32Array(tree.size * 2), size: 1 };
  // Exact comparison behind the hash: a packed key of two numbers once passed 2^53 unnoticed.
  const buckets = new Int32Array(2 ** Math.ceil(Math.log2(tree.size * 2 + 2)));
  const slotOf = (slot: number): number => {
    if (slot <= 0) return slot;
    const left = slotOf(tree.slots[slot * 2] ?? 0);
    const right = slotOf(tree.slots[slot * 2 + 1] ?? 0);
    if (left === right && left <= 0) return left;
    const mask = buckets.length - 1;
    let bucket = (Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)) >>> 0;
    for (bucket = (bucket ^ (bucket >>> 15)) & mask; ; bucket = (bucket + 1) & mask) {
      const node = buckets[bucket] ?? 0;
      if (node === 0) {
        buckets[bucket] = shared.size;
        shared.slots[shared.size * 2] = left;
        shared.slots[shared.size * 2 + 1] = right;
        shared.size += 1;
        return shared.size - 1;
      }
      if (shared.slots[node * 2] === left && shared.slots[node * 2 + 1] === right) return node;
    }
  };
  shared.slots[0] = slotOf(tree.slots[0] ?? 0);
  shared.slots[1] = slotOf(tree.slots[1] ?? 0);
  return renumber(shared);
}

function renumber(tree: PrefixTree): PrefixTree {
  const numbers = new Int32Array(tree.size).fill(-1);
  const slots = new Int32Array(tree.size * 2);
  let size = 0;
  const visit = (node: number): number => {
    const number = size;
    numbers[node] = number;
    size += 1;
    for (let side = 0; side < 2; side += 1) {
      const slot = tree.slots[node * 2 + side] ?? 0;
      if (slot <= 0) slots[number * 2 + side] = slot;
      else if ((numbers[slot] ?? -1) >= 0) slots[number * 2 + side] = numbers[slot] ?? 0;
      else slots[number * 2 + side] = visit(slot);
    }
    return number;
  };
  visit(0);
  return { slots: slots.slice(0, size * 2), size };
}
