import type { IpAddress } from '../address';
import type { RegistrableDomain } from '../registrable-domain';

/** A site that answered, and the address the browser gave for it. */
export interface Answered {
  readonly site: RegistrableDomain;
  readonly address: IpAddress;
  /** Who runs the service, `null` when that isn't known: two sites of one vendor are related. */
  readonly vendor: string | null;
}

/** Parties that must share an address. Below that, one server for several sites is common. */
const FEWEST_PARTIES = 4;

/** A proxy that takes most traffic may still be told to leave some hosts alone. */
const SHARE_BEHIND = 0.75;

/**
 * The address at which nearly everybody seems to be: a proxy's, whose own place says nothing of
 * the servers behind it. Content delivery networks also answer for strangers at one address, but
 * a page never has three quarters of its unrelated parties at the same one.
 * @returns `null` when the servers' own addresses are seen.
 */
export function sharedAddress(answered: readonly Answered[]): IpAddress | null {
  const everybody = new Set<string>();
  const parties = new Map<IpAddress, Set<string>>();
  for (const { site, address, vendor } of answered) {
    const party = vendor ?? site;
    everybody.add(party);
    const here = parties.get(address) ?? new Set();
    parties.set(address, here.add(party));
  }
  for (const [address, here] of parties) {
    if (here.size >= FEWEST_PARTIES && here.size >= everybody.size * SHARE_BEHIND) return address;
  }
  return null;
}
