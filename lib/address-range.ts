import type { IpAddress } from './address';
import { readWords } from './address-words';
import { embeddedIpv4 } from './embedded-ipv4';
import { type SpecialRange, specialRangeOf } from './special-range';

/** Scratch: reading is synchronous and never re-entered. */
const words = new Uint32Array(4);

/** The special range an address, or the IPv4 address inside it, belongs to; else `public`. */
export function rangeOf(address: IpAddress): SpecialRange | 'public' {
  const family = readWords(address, words);
  if (family === 0) return 'public';
  const inner = family === 6 ? embeddedIpv4(words) : null;
  if (inner !== null) return rangeOf(inner.address);
  return specialRangeOf(words, family) ?? 'public';
}
