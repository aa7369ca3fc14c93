import type { Hostname } from '../hostname';
import { longestSuffix } from './longest-suffix';
import type { Vendor, VendorMatch } from './vendor';

export type VendorMatcher = (hostname: Hostname) => VendorMatch | null;

/**
 * Names the vendor of a host by the longest suffix of all vendors together, so that
 * `chat.agora.io` (Easemob) wins inside `agora.io` (Agora).
 * The matcher answers `null` for a host nobody has catalogued.
 */
export function createVendorMatcher(vendors: readonly Vendor[]): VendorMatcher {
  const bySuffix = new Map<string, VendorMatch>();
  for (const { id, domains } of vendors) {
    for (const { suffix } of domains) {
      bySuffix.set(suffix, { vendor: id, by: 'host', matched: suffix });
    }
  }
  return (hostname) => longestSuffix(bySuffix, hostname);
}
