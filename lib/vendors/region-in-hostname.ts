import type { Hostname } from '../hostname';
import type { Vendor, VendorRegion } from './vendor';

/**
 * What the vendor's own name for the machine says of where it stands: `logservice-hkmc.agora.io`.
 * A word the vendor chose, not a measurement: it never stands in for the address's location.
 * @returns `null` when no known word is a whole part of the name; the longest word wins.
 */
export function regionInHostname(vendor: Vendor, hostname: Hostname): VendorRegion | null {
  let best: VendorRegion | null = null;
  for (const region of vendor.regions ?? []) {
    const longer = best === null || region.word.length > best.word.length;
    if (longer && hasWholePart(hostname, region.word)) best = region;
  }
  return best;
}

function hasWholePart(hostname: string, word: string): boolean {
  for (let at = hostname.indexOf(word); at !== -1; at = hostname.indexOf(word, at + 1)) {
    if (endsPart(hostname[at - 1]) && endsPart(hostname[at + word.length])) return true;
  }
  return false;
}

function endsPart(character: string | undefined): boolean {
  return character === undefined || character === '.' || character === '-';
}
