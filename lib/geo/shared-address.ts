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
  /**
   * Whether so many more servers that answer, at this address among others, could change what
   * `add` says. Says yes too often, never too rarely. O(1).
   */
  readonly couldTurn: (address: IpAddress, more: number) => boolean;
}

export function createSharedAddress(): SharedAddress {
  const everybody = new Set<string>();
  const parties = new Map<IpAddress, Set<string>>();
  let busiest: { readonly address: IpAddress; readonly here: ReadonlySet<string> } | null = null;
  const isShared = (here: number, all: number): boolean =>
    here >= FEWEST_PARTIES && here >= all * SHARE_BEHIND;
  return {
    couldTurn: (address, more) => {
      const here = (parties.get(address)?.size ?? 0) + more;
      const most = busiest?.here.size ?? 0;
      if (!isShared(most, everybody.size)) return isShared(here, everybody.size);
      const isOvertaken = here > most && address !== busiest?.address;
      return isOvertaken || !isShared(most, everybody.size + more);
    },
    add: ({ site, address, vendor }) => {
      const party = vendor ?? site;
      everybody.add(party);
      const here = parties.get(address) ?? new Set();
      parties.set(address, here.add(party));
      if (busiest === null || here.size > busiest.here.size) busiest = { address, here };
      return isShared(busiest.here.size, everybody.size) ? busiest.address : null;
    },
  };
}
