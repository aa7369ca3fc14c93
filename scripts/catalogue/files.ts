import * as v from 'valibot';
import {
  Country,
  Domains,
  Identifiers,
  IsoDate,
  Jurisdictions,
  Marks,
  Name,
  Notes,
  Owners,
  Regions,
  Rooms,
  SchemaLink,
  Sites,
  Slug,
  SourceRef,
  Sources,
  Statements,
  Transports,
  UsedVendors,
} from './fields';

/** `data/vendors/<id>.json`: who runs a service. */
export const VendorFile = v.strictObject({
  $schema: SchemaLink,
  name: Name,
  roles: v.pipe(
    v.array(
      v.picklist([
        'rtc',
        'signalling',
        'turn',
        'messaging',
        'analytics',
        'cdn',
        'cloud',
        'moderation',
        'app',
      ]),
    ),
    v.minLength(1, 'say what the vendor does for a room'),
  ),
  domains: v.pipe(Domains, v.minLength(1, 'a vendor without a domain can never be recognised')),
  regions: v.optional(Regions),
  identifiers: v.optional(Identifiers),
  owners: Owners,
  jurisdictions: Jurisdictions,
  statements: Statements,
  notes: Notes,
  sources: Sources,
});
export type VendorFile = v.InferOutput<typeof VendorFile>;

/** `data/apps/<id>.json`: a service with live audio rooms in the browser. */
export const AppFile = v.strictObject({
  $schema: SchemaLink,
  name: Name,
  status: v.picklist(['active', 'closed']),
  closedOn: v.optional(IsoDate),
  /** Who says that it is open, or closed. */
  statusSource: SourceRef,
  sites: Sites,
  rooms: Rooms,
  operator: v.strictObject({ name: Name, source: SourceRef, jurisdictions: Jurisdictions }),
  vendors: UsedVendors,
  transports: Transports,
  notes: Notes,
  sources: Sources,
});
export type AppFile = v.InferOutput<typeof AppFile>;

/** `data/networks/<id>.json`: one company's autonomous systems. */
export const NetworkFile = v.strictObject({
  $schema: SchemaLink,
  name: Name,
  asns: v.pipe(
    v.array(
      v.strictObject({
        asn: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4294967294)),
        name: Name,
        source: SourceRef,
      }),
    ),
    v.minLength(1, 'a network without an AS number can never be recognised'),
  ),
  owners: Owners,
  jurisdictions: Jurisdictions,
  notes: Notes,
  sources: Sources,
});
export type NetworkFile = v.InferOutput<typeof NetworkFile>;

/** `data/software/<id>.json`: a client library or media server, and how it is recognised. */
export const SoftwareFile = v.strictObject({
  $schema: SchemaLink,
  name: Name,
  runBy: v.nullable(v.strictObject({ vendor: Slug, source: SourceRef })),
  marks: Marks,
  notes: Notes,
  sources: Sources,
});
export type SoftwareFile = v.InferOutput<typeof SoftwareFile>;

/** `data/presets/<id>.json`: a list of countries somebody else drew up. */
export const PresetFile = v.strictObject({
  $schema: SchemaLink,
  name: Name,
  dated: IsoDate,
  countries: v.pipe(v.array(Country), v.minLength(1, 'a list without countries watches nothing')),
  source: SourceRef,
  notes: Notes,
  sources: Sources,
});
export type PresetFile = v.InferOutput<typeof PresetFile>;

export const KINDS = {
  vendors: VendorFile,
  apps: AppFile,
  networks: NetworkFile,
  software: SoftwareFile,
  presets: PresetFile,
} as const;
export type Kind = keyof typeof KINDS;
