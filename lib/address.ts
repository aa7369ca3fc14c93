import { type AddressWords, formatIpv4, formatIpv6, readWords } from './address-words';

/**
 * An IP address in canonical text: dotted IPv4, or RFC 5952 IPv6 without brackets, port or zone.
 * An IPv6 address that embeds an IPv4 one (mapped, NAT64, 6to4, Teredo) stays as it was seen;
 * the IPv4 inside is found at look-up.
 */
export type IpAddress = string & { readonly __brand: 'IpAddress' };

/** Scratch: parsing is synchronous and never re-entered. */
const scratch = new Uint32Array(4);

/**
 * Reads an address in its strict form and returns the canonical one.
 * Brackets, ports and zones belong to other grammars: see `address-literal`.
 * Short, octal, hexadecimal and single-number IPv4 (`127.1`, `0177.0.0.1`, `0x7f.1`, `2130706433`)
 * are refused: programs read them differently (RFC 6943 §3.1.1).
 * @returns `null` for anything that is not an address.
 */
export function parseAddress(text: string): IpAddress | null {
  const family = readWords(text, scratch);
  return family === 0 ? null : addressOf(scratch, family);
}

/** The canonical text of the bits. */
export function addressOf(words: AddressWords, family: 4 | 6): IpAddress {
  return (family === 4 ? formatIpv4(words[3] ?? 0) : formatIpv6(words)) as IpAddress;
}
