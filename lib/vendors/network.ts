import type { Jurisdiction, Source } from './vendor';

/** File name of the entry in `data/networks/`, without `.json`. */
export type NetworkId = string & { readonly __brand: 'NetworkId' };

/** A company's autonomous systems: who announces the addresses a service runs on. */
export interface NetworkOperator {
  readonly id: NetworkId;
  readonly name: string;
  readonly asns: readonly { readonly asn: number; readonly name: string }[];
  readonly owners: readonly string[];
  readonly jurisdictions: readonly Jurisdiction[];
  readonly sources: readonly Source[];
}
