import type { App, UsedVendor } from '../apps/app';
import type { Preset } from '../preset';
import type { NetworkOperator } from './network';
import type { Mark, Software } from './software';
import type { Statement } from './statement';
import type {
  Jurisdiction,
  Source,
  Vendor,
  VendorDomain,
  VendorIdentifier,
  VendorRegion,
} from './vendor';

/** Place of a source in the list of all sources. */
type SourceIndex = number;

type Replace<T, With> = Omit<T, keyof With> & Readonly<With>;

type CompiledJurisdiction = Replace<Jurisdiction, { country: string; source: SourceIndex }>;

type CompiledStatement = Replace<
  Statement,
  { users: unknown; machines: unknown; source: SourceIndex }
>;

type CompiledVendor = Replace<
  Vendor,
  {
    id: string;
    domains: readonly Replace<VendorDomain, { sources: readonly SourceIndex[] }>[];
    regions: readonly Replace<
      VendorRegion,
      { countries: readonly string[]; source: SourceIndex }
    >[];
    identifiers?: readonly Replace<VendorIdentifier, { source: SourceIndex }>[];
    jurisdictions: readonly CompiledJurisdiction[];
    statements: readonly CompiledStatement[];
  }
>;

type CompiledApp = Replace<
  App,
  {
    id: string;
    operator: { readonly name: string; readonly jurisdictions: readonly CompiledJurisdiction[] };
    vendors: readonly Replace<UsedVendor, { vendor: string; source: SourceIndex }>[];
    sources: readonly SourceIndex[];
  }
>;

type CompiledNetwork = Replace<
  NetworkOperator,
  {
    id: string;
    jurisdictions: readonly CompiledJurisdiction[];
    sources: readonly SourceIndex[];
  }
>;

type CompiledSoftware = Replace<
  Software,
  {
    id: string;
    runBy: { readonly vendor: string; readonly source: SourceIndex } | null;
    marks: readonly (Mark extends infer M ? Replace<M, { source: SourceIndex }> : never)[];
  }
>;

type CompiledPreset = Replace<Preset, { countries: readonly string[]; source: SourceIndex }>;

/** `catalogue.generated.json`: what `npm run data` makes of `data/`. Never edited by hand. */
export interface CompiledCatalogue {
  /** Newest day a source was read, and a hash of the content. */
  readonly version: string;
  /** Every source once; many claims rest on the same page. */
  readonly sources: readonly Source[];
  readonly vendors: readonly CompiledVendor[];
  readonly apps: readonly CompiledApp[];
  readonly networks: readonly CompiledNetwork[];
  readonly software: readonly CompiledSoftware[];
  readonly presets: readonly CompiledPreset[];
}
