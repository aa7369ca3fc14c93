import type { Jurisdiction, Source, VendorId } from '../vendors/vendor';

/** File name of the entry in `data/apps/`, without `.json`. */
export type AppId = string & { readonly __brand: 'AppId' };

/** A vendor whose machines the app has been seen to use. */
export interface UsedVendor {
  readonly vendor: VendorId;
  /** Earliest day for which the source shows it, as exactly as is known: `2021`, `2021-02`. */
  readonly since: string;
  readonly source: Source;
}

/** A service with live audio rooms in the browser. */
export interface App {
  readonly id: AppId;
  readonly name: string;
  readonly status: 'active' | 'closed';
  /** ISO date of its last day, where known. */
  readonly closedOn?: string;
  /** Host names whose pages (and sub-domains' pages) are watched; empty for closed apps. */
  readonly sites: readonly string[];
  /**
   * Shapes of the paths that lead to a room, such as `/i/spaces/*`; `*` stands for any one segment.
   * Empty where rooms have no address of their own, or none that anybody has sourced.
   */
  readonly rooms: readonly string[];
  readonly operator: { readonly name: string; readonly jurisdictions: readonly Jurisdiction[] };
  readonly vendors: readonly UsedVendor[];
  readonly transports: readonly ('webrtc' | 'websocket' | 'hls' | 'webtransport')[];
  readonly sources: readonly Source[];
  readonly notes: string;
}
