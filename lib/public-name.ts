import type { Hostname } from './hostname';

/**
 * Top-level names that the public DNS never answers for: RFC 6761, 6762 (mDNS), 7686 (Tor),
 * 8375 (home networks), and `internal`, which ICANN reserved for private use in 2024.
 */
const NOT_PUBLIC: ReadonlySet<string> = new Set([
  'arpa',
  'example',
  'internal',
  'invalid',
  'local',
  'localhost',
  'onion',
  'test',
]);

/** Whether a name is one that the whole internet knows. Single labels are local. */
export function isPublicName(hostname: Hostname): boolean {
  const last = hostname.lastIndexOf('.');
  return last > 0 && !NOT_PUBLIC.has(hostname.slice(last + 1));
}
