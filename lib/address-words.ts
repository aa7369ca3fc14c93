/**
 * The bits of an address as four 32-bit words in network order. An IPv4 address stands in the last
 * word with zeros before it, which is also where MMDB files keep IPv4 (`::/96`).
 */
export type AddressWords = Uint32Array;

export type Family = 4 | 6;

/**
 * Reads the strict textual form of an address into `words`, without allocating.
 * IPv4 is four decimal parts without leading zeros (RFC 6943 §3.1.1 warns of every looser form);
 * IPv6 is RFC 4291 §2.2, with or without a dotted tail. No brackets, port, zone or white space.
 * @returns the family, or 0 when the text is no such address; `words` is then undefined.
 */
export function readWords(text: string, words: AddressWords): Family | 0 {
  const value = readIpv4(text, 0);
  if (value >= 0) {
    words.fill(0, 0, 3);
    words[3] = value;
    return 4;
  }
  return readIpv6(text, words) ? 6 : 0;
}

const DOT = 46;
const COLON = 58;

/** The dotted address from `start` to the end of the text, or -1. */
function readIpv4(text: string, start: number): number {
  let value = 0;
  let part = -1;
  let dots = 0;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === DOT) {
      if (part < 0 || dots === 3) return -1;
      value = value * 256 + part;
      part = -1;
      dots += 1;
    } else {
      const digit = code - 48;
      if (digit < 0 || digit > 9 || part === 0) return -1;
      part = part < 0 ? digit : part * 10 + digit;
      if (part > 255) return -1;
    }
  }
  return dots === 3 && part >= 0 ? value * 256 + part : -1;
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 97 && code <= 102) return code - 87;
  if (code >= 65 && code <= 70) return code - 55;
  return -1;
}

/** Scratch for the eight groups: parsing is synchronous and never re-entered. */
const groups = new Uint16Array(8);

function readIpv6(text: string, words: AddressWords): boolean {
  let count = 0;
  let gap = -1;
  let at = 0;
  if (text.charCodeAt(0) === COLON) {
    if (text.charCodeAt(1) !== COLON) return false;
    gap = 0;
    at = 2;
  }
  while (at < text.length) {
    if (count === 8) return false;
    const start = at;
    let group = 0;
    let digit = hexDigit(text.charCodeAt(at));
    while (digit >= 0 && at - start < 4) {
      group = group * 16 + digit;
      at += 1;
      digit = at < text.length ? hexDigit(text.charCodeAt(at)) : -1;
    }
    if (at === start) return false;
    if (text.charCodeAt(at) === DOT) {
      const tail = count <= 6 ? readIpv4(text, start) : -1;
      if (tail < 0) return false;
      groups[count] = tail >>> 16;
      groups[count + 1] = tail & 0xffff;
      count += 2;
      at = text.length;
      break;
    }
    groups[count] = group;
    count += 1;
    if (at === text.length) break;
    if (text.charCodeAt(at) !== COLON) return false;
    at += 1;
    if (text.charCodeAt(at) === COLON) {
      if (gap >= 0) return false;
      gap = count;
      at += 1;
    } else if (at === text.length) {
      return false;
    }
  }
  return placeGroups(count, gap, words);
}

/** Moves the groups into the words, opening the `::` (which stands for at least one group). */
function placeGroups(count: number, gap: number, words: AddressWords): boolean {
  if (gap < 0 ? count !== 8 : count > 7) return false;
  const missing = 8 - count;
  const head = gap < 0 ? 8 : gap;
  for (let i = 0; i < 8; i += 1) {
    let group = 0;
    if (i < head) group = groups[i] ?? 0;
    else if (i >= head + missing) group = groups[i - missing] ?? 0;
    if (i % 2 === 0) words[i >> 1] = group << 16;
    else words[i >> 1] = (words[i >> 1] ?? 0) | group;
  }
  return true;
}

/** Dotted decimal of a 32-bit value. */
export function formatIpv4(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

/**
 * RFC 5952: lower case, no leading zeros, the longest run of two or more zero groups (the first of
 * equals) as `::`, and the dotted tail where the prefix is known to hold an IPv4 address
 * (§5: `::ffff:0:0/96` and `64:ff9b::/96`).
 */
export function formatIpv6(words: AddressWords): string {
  const [a = 0, b = 0, c = 0, d = 0] = words;
  if (b === 0) {
    if (a === 0 && c === 0xffff) return `::ffff:${formatIpv4(d)}`;
    if (a === 0x64ff9b && c === 0) return `64:ff9b::${formatIpv4(d)}`;
  }
  const parts = [a, b, c, d].flatMap((word) => [word >>> 16, word & 0xffff]);
  let start = -1;
  let length = 1;
  for (let i = 0; i < 8; i += 1) {
    let end = i;
    while (parts[end] === 0) end += 1;
    if (end - i > length) {
      start = i;
      length = end - i;
    }
    i = Math.max(i, end - 1);
  }
  const hex = parts.map((part) => part.toString(16));
  if (start < 0) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}
