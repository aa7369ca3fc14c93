import type { IpAddress } from './address';
import type { EmbeddedIpv4 } from './embedded-ipv4';
import type { AddressFacts, AutonomousSystem, Location } from './geo/location';
import type { Hostname } from './hostname';
import type { Endpoint } from './observation';
import type { SoftwareId } from './software/mark';
import type { NetworkOperator } from './vendors/network';
import type { Software } from './vendors/software';
import type { Vendor, VendorId, VendorMatch } from './vendors/vendor';

/** An endpoint with the two facts that are never merged: where it is, and whose it is. */
export interface Destination {
  readonly endpoint: Endpoint;
  /**
   * What was located: the address the browser talked to, or, when it gave none, the one written
   * in the host name (`1-2-3-4.edge.example`). `null` when there is neither.
   */
  readonly locatedBy: 'address' | 'host-name' | null;
  readonly location: Location;
  /** Set when the address is an IPv6 one that stands for this IPv4 one, which was located. */
  readonly embedded?: EmbeddedIpv4;
  /** Who announces the address. */
  readonly network: AutonomousSystem | null;
  /** Who runs the service. */
  readonly vendor: VendorMatch | null;
}

/** Everything the core knows and was handed: pure look-ups, no I/O. */
export interface Knowledge {
  readonly factsOf: (address: IpAddress) => AddressFacts;
  readonly vendorOfHost: (hostname: Hostname) => VendorMatch | null;
  /** The address a vendor writes into its host names, `null` for all other names. */
  readonly addressInHost: (hostname: Hostname) => IpAddress | null;
  readonly vendor: (id: VendorId) => Vendor | null;
  readonly networkOperator: (asn: number) => NetworkOperator | null;
  readonly software: (id: SoftwareId) => Software | null;
  readonly versions: KnowledgeVersions;
  /** Why the packaged database can't be used, `null` when it can. */
  readonly fault: string | null;
}

/** Which data gave an answer, so that another person can check it. */
export interface KnowledgeVersions {
  /** Commit-independent hash or date of the catalogue. */
  readonly catalogue: string;
  readonly databases: readonly {
    readonly id: string;
    readonly name: string;
    /** ISO date of the data, not of the build. */
    readonly date: string;
  }[];
}
