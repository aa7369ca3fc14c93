import type { Jurisdiction, Source, VendorId } from '../vendors/vendor';

/** File name of the entry in `data/apps/`, without `.json`. */
export type AppId = string & { readonly __brand: 'AppId' };

/** A service with live audio rooms in the browser. */
export interface App {
  readonly id: AppId;
  readonly name: string;
  readonly status: 'active' | 'closed';
  /** ISO date of its last day, where known. */
  readonly closedOn?: string;
  /** Host names whose pages (and sub-domains' pages) are watched; empty for closed apps. */
  readonly sites: readonly string[];
  readonly operator: { readonly name: string; readonly jurisdictions: readonly Jurisdiction[] };
  readonly vendors: readonly { readonly vendor: VendorId; readonly source: Source }[];
  readonly transports: readonly ('webrtc' | 'websocket' | 'hls' | 'webtransport')[];
  readonly sources: readonly Source[];
  readonly notes: string;
}
