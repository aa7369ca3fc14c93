import type { IpAddress } from './address';
import { type AddressWords, formatIpv4 } from './address-words';

/** How an IPv6 address carries an IPv4 one. */
export type Embedding = 'ipv4-mapped' | 'nat64' | '6to4' | 'teredo';

export interface EmbeddedIpv4 {
  readonly embedding: Embedding;
  /** The machine that really answers, or for Teredo the client behind its own translator. */
  readonly address: IpAddress;
}

/**
 * The IPv4 address inside an IPv6 one, since that is the address on the internet.
 * - `::ffff:0:0/96`: IPv4-mapped (RFC 4291 §2.5.5.2)
 * - `64:ff9b::/96` and `64:ff9b:1::/48`: NAT64 (RFC 6052, RFC 8215). The local-use prefix may be
 *   cut at several lengths; only its /96 form, the last 32 bits, is read, and zeros there mean
 *   that another form is in use and nothing can be said.
 * - `2002::/16`: 6to4, bits 16 to 47 (RFC 3056)
 * - `2001::/32`: Teredo, the last 32 bits inverted: the client (RFC 4380 §4)
 * @param words the bits of an IPv6 address
 * @returns `null` when the address embeds none.
 */
export function embeddedIpv4(words: AddressWords): EmbeddedIpv4 | null {
  const value = embeddedValue(words);
  if (value === null) return null;
  return { embedding: value.embedding, address: formatIpv4(value.bits) as IpAddress };
}

function embeddedValue(words: AddressWords): { embedding: Embedding; bits: number } | null {
  const [a = 0, b = 0, c = 0, d = 0] = words;
  if (a === 0 && b === 0 && c === 0xffff) return { embedding: 'ipv4-mapped', bits: d };
  if (a === 0x64ff9b) {
    if (b === 0 && c === 0) return { embedding: 'nat64', bits: d };
    if (b >>> 16 === 1 && d !== 0) return { embedding: 'nat64', bits: d };
    return null;
  }
  if (a >>> 16 === 0x2002) return { embedding: '6to4', bits: ((a << 16) | (b >>> 16)) >>> 0 };
  if (a === 0x20010000) return { embedding: 'teredo', bits: ~d >>> 0 };
  return null;
}
