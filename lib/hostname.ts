import type { IpAddress } from './address';

/**
 * A host name as the WHATWG URL parser serialises it: lower case, punycode, without a trailing dot.
 * Never an IP literal: those are {@link IpAddress}.
 */
export type Hostname = string & { readonly __brand: 'Hostname' };

/** RFC 1035 §2.3.4 allows 253 visible characters; longer names are refused, not cut. */
const LONGEST = 253;

/**
 * Reads the name part of a URL's host.
 * The WHATWG parser lets through characters DNS would not (`a"b.com`, `=cmd.example`): they are
 * kept, since the browser does contact such hosts; every place that shows a name must escape it.
 * @returns `null` for an empty or overlong name and for IP literals.
 */
export function parseHostname(host: string): Hostname | null {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (name === '' || name.length > LONGEST) return null;
  if (name.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(name)) return null;
  return name as Hostname;
}
