import type { Family } from '../lib/address-words';

/** Called for each range in order; IPv6 counts /64 networks. */
export type VisitCountry = (family: Family, start: bigint, end: bigint, country: string) => void;

/** Layout of version 1, big-endian throughout: libloc's `src/libloc/format.h`. */
const MAGIC = 'LOCDBXX\u0001';
const NODE_SIZE = 12;
const NETWORK_SIZE = 12;
const NO_NETWORK = 0xffffffff;

export function looksLikeLibloc(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, MAGIC.length)) === MAGIC;
}

/**
 * Reads IPFire's own `location.db` (unpacked from `.xz`): a tree whose inner nodes may carry a
 * network too, which then holds for whatever below them has none.
 * @throws Error when the file ends before its tables do.
 */
export function walkLibloc(bytes: Uint8Array, visit: VisitCountry): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const networks = { offset: view.getUint32(36), length: view.getUint32(40) };
  const tree = { offset: view.getUint32(44), length: view.getUint32(48) };
  if (
    tree.offset + tree.length > bytes.length ||
    networks.offset + networks.length > bytes.length
  ) {
    throw new Error('location.db is cut short');
  }
  /** Child of a node, 0 when there is none: the root is nobody's child. */
  const child = (node: number, side: 0 | 1): number =>
    view.getUint32(tree.offset + node * NODE_SIZE + side * 4);
  const networkAt = (node: number, inherited: number): number => {
    const network = view.getUint32(tree.offset + node * NODE_SIZE + 8);
    return network === NO_NETWORK ? inherited : network;
  };
  const countryOf = (network: number): string =>
    network === NO_NETWORK
      ? ''
      : String.fromCharCode(
          view.getUint8(networks.offset + network * NETWORK_SIZE),
          view.getUint8(networks.offset + network * NETWORK_SIZE + 1),
        );

  const walk = (
    family: Family,
    node: number,
    inherited: number,
    prefix: bigint,
    left: number,
  ): void => {
    const network = networkAt(node, inherited);
    if (left === 0) {
      // Below a /64 only its lowest address counts.
      const lower = family === 6 ? lowest(node, network) : network;
      visit(family, prefix, prefix, countryOf(lower));
      return;
    }
    const size = 1n << BigInt(left - 1);
    if (child(node, 0) === 0 && child(node, 1) === 0) {
      visit(family, prefix, prefix + size * 2n - 1n, countryOf(network));
      return;
    }
    for (const side of [0, 1] as const) {
      const start = prefix + (side === 0 ? 0n : size);
      const next = child(node, side);
      if (next === 0) visit(family, start, start + size - 1n, countryOf(network));
      else walk(family, next, network, start, left - 1);
    }
  };
  const lowest = (node: number, inherited: number): number => {
    const next = child(node, 0);
    return next === 0 ? inherited : lowest(next, networkAt(next, inherited));
  };
  const descend = (path: string): { node: number; network: number } | null => {
    let node = 0;
    let network = networkAt(0, NO_NETWORK);
    for (const side of path) {
      node = child(node, side === '1' ? 1 : 0);
      if (node === 0) return null;
      network = networkAt(node, network);
    }
    return { node, network };
  };

  const ipv4 = descend('0'.repeat(80) + '1'.repeat(16));
  if (ipv4 !== null) walk(4, ipv4.node, ipv4.network, 0n, 32);
  const ipv6 = descend('001');
  if (ipv6 !== null) walk(6, ipv6.node, ipv6.network, 1n << 61n, 61);
}
