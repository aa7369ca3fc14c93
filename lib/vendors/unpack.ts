import type { App } from '../apps/app';
import type { Preset } from '../preset';
import type { CompiledCatalogue } from './compiled';
import type { NetworkOperator } from './network';
import type { Software } from './software';
import type { Vendor } from './vendor';

export interface Catalogue {
  readonly version: string;
  readonly vendors: readonly Vendor[];
  readonly apps: readonly App[];
  readonly networks: readonly NetworkOperator[];
  readonly software: readonly Software[];
  readonly presets: readonly Preset[];
}

/**
 * Puts every source back where it is claimed. The file was checked when it was built, so brands
 * are given without a second look.
 */
export function unpack(compiled: CompiledCatalogue): Catalogue {
  const { version, sources } = compiled;
  const all = (places: readonly number[]) => places.map((place) => sources[place]);
  const sourced = <T extends { readonly source: number }>(claims: readonly T[]) =>
    claims.map((claim) => ({ ...claim, source: sources[claim.source] }));

  const vendors = compiled.vendors.map((vendor) => ({
    ...vendor,
    domains: vendor.domains.map((domain) => ({ ...domain, sources: all(domain.sources) })),
    ...(vendor.identifiers === undefined ? {} : { identifiers: sourced(vendor.identifiers) }),
    regions: sourced(vendor.regions),
    jurisdictions: sourced(vendor.jurisdictions),
    statements: sourced(vendor.statements),
  }));
  const apps = compiled.apps.map((app) => ({
    ...app,
    operator: { ...app.operator, jurisdictions: sourced(app.operator.jurisdictions) },
    vendors: sourced(app.vendors),
    sources: all(app.sources),
  }));
  const networks = compiled.networks.map((network) => ({
    ...network,
    jurisdictions: sourced(network.jurisdictions),
    sources: all(network.sources),
  }));
  const software = compiled.software.map((each) => ({
    ...each,
    runBy: each.runBy && { ...each.runBy, source: sources[each.runBy.source] },
    marks: sourced(each.marks),
  }));
  return {
    version,
    vendors: vendors as unknown as readonly Vendor[],
    apps: apps as unknown as readonly App[],
    networks: networks as unknown as readonly NetworkOperator[],
    software: software as unknown as readonly Software[],
    presets: sourced(compiled.presets) as unknown as readonly Preset[],
  };
}
