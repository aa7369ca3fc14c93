import type { SoftwareId } from '../software/mark';
import compiled from './catalogue.generated.json';
import type { CompiledCatalogue } from './compiled';
import type { NetworkOperator } from './network';
import type { Software } from './software';
import { unpack } from './unpack';
import type { Vendor, VendorId } from './vendor';

/** All that `data/` says, as built by `npm run data`. */
export const CATALOGUE = unpack(compiled as unknown as CompiledCatalogue);

const byId = new Map<string, Vendor>(CATALOGUE.vendors.map((vendor) => [vendor.id, vendor]));

const byAsn = new Map<number, NetworkOperator>(
  CATALOGUE.networks.flatMap((network) => network.asns.map(({ asn }) => [asn, network] as const)),
);

/** @returns `null` for an id the catalogue doesn't have (any more). */
export function vendorById(id: VendorId): Vendor | null {
  return byId.get(id) ?? null;
}

/** The company behind an autonomous system, `null` when the catalogue doesn't know it. */
export function networkOperatorOf(asn: number): NetworkOperator | null {
  return byAsn.get(asn) ?? null;
}

const softwareOf = new Map<string, Software>(CATALOGUE.software.map((each) => [each.id, each]));

/** @returns `null` for an id the catalogue doesn't have (any more). */
function softwareById(id: SoftwareId): Software | null {
  return softwareOf.get(id) ?? null;
}

/** Who is who, for those who only name things. */
export const DIRECTORY = {
  vendor: vendorById,
  networkOperator: networkOperatorOf,
  software: softwareById,
} as const;
