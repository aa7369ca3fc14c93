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
 * Watches for an address at which nearly everybody seems to be: a proxy's, whose own place says
 * nothing of the servers behind it. Content delivery networks also answer for strangers at one
 * address, but a page never has three quarters of its unrelated parties at the same one.
 */
export interface SharedAddress {
  /**
   * Adds one server that answered. O(1).
   * @returns the shared address as of now, `null` when the servers' own addresses are seen.
   */
  readonly add: (answered: Answered) => IpAddress | null;
}

export function createSharedAddress(): SharedAddress {
  const everybody = new Set<string>();
  const parties = new Map<IpAddress, Set<string>>();
  let busiest: { readonly address: IpAddress; readonly here: ReadonlySet<string> } | null = null;
  return {
    add: ({ site, address, vendor }) => {
      const party = vendor ?? site;
      everybody.add(party);
      const here = parties.get(address) ?? new Set();
      parties.set(address, here.add(party));
      if (busiest === null || here.size > busiest.here.size) busiest = { address, here };
      const { size } = busiest.here;
      const isShared = size >= FEWEST_PARTIES && size >= everybody.size * SHARE_BEHIND;
      return isShared ? busiest.address : null;
    },
  };
}
