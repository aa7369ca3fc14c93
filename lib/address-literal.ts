import { type IpAddress, parseAddress } from './address';

/** An address as other grammars write it, taken apart. */
export interface AddressLiteral {
  readonly address: IpAddress;
  readonly port: number | null;
  /** RFC 4007 zone, such as `eth0`: names an interface of this machine, nothing else. */
  readonly zone: string | null;
}

/**
 * Reads an address that may carry a zone (`fe80::1%eth0`), brackets (`[::1]`) or a port
 * (`1.2.3.4:443`, `[::1]:443`). An IPv6 address without brackets never has a port (RFC 5952 §6).
 * @returns `null` when any part is malformed.
 */
export function parseAddressLiteral(text: string): AddressLiteral | null {
  const bracketed = /^\[([^\]]*)\](?::(\d{1,5}))?$/.exec(text);
  if (bracketed) {
    const inside = withZone(bracketed[1] ?? '');
    return inside?.address.includes(':') ? withPort(inside, bracketed[2]) : null;
  }
  const ported = /^([\d.]+):(\d{1,5})$/.exec(text);
  if (ported) return withPort(withZone(ported[1] ?? ''), ported[2]);
  return withZone(text);
}

/**
 * Reads the host of a parsed URL (`URL.hostname`): brackets around IPv6, no port, no zone.
 * @returns `null` when the host is a name.
 */
export function parseUrlHostAddress(host: string): IpAddress | null {
  if (!host.startsWith('[')) return host.includes(':') ? null : parseAddress(host);
  const inside = host.endsWith(']') ? host.slice(1, -1) : '';
  return inside.includes(':') ? parseAddress(inside) : null;
}

function withZone(text: string): AddressLiteral | null {
  const [bare = '', zone, ...rest] = text.split('%');
  const address = parseAddress(bare);
  if (address === null || rest.length > 0 || zone === '') return null;
  if (zone !== undefined && !address.includes(':')) return null;
  return { address, port: null, zone: zone ?? null };
}

function withPort(
  literal: AddressLiteral | null,
  digits: string | undefined,
): AddressLiteral | null {
  if (literal === null || digits === undefined) return literal;
  const port = Number(digits);
  return port > 65535 ? null : { ...literal, port };
}
