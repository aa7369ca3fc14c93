import { createHash } from 'node:crypto';
import type { CompiledCatalogue } from '../../lib/vendors/compiled';
import type { Entries } from './read';

type FileSources = Readonly<Record<string, { url: string; says: string; checked: string }>>;

/**
 * Packs the checked files into the one the extension ships: every source stands once in a list
 * and is named by its place in it.
 */
export function compile(entries: Entries): CompiledCatalogue {
  const sources: CompiledCatalogue['sources'][number][] = [];
  const places = new Map<string, number>();

  const place = (from: FileSources, key: string): number => {
    const source = from[key];
    if (source === undefined) throw new Error(`unchecked source ${key}`);
    const text = JSON.stringify(source);
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, sources.length);
    sources.push(source);
    return sources.length - 1;
  };
  const sourced = <T extends { source: string }>(from: FileSources, claims: readonly T[]) =>
    claims.map((claim) => ({ ...claim, source: place(from, claim.source) }));

  const vendors = entries.vendors.map(({ id, data }) => ({
    id,
    name: data.name,
    roles: data.roles,
    domains: data.domains.map(({ suffix, attributeOnly, sources: keys }) => ({
      suffix,
      attributeOnly: attributeOnly ?? false,
      sources: keys.map((key) => place(data.sources, key)),
    })),
    regions: sourced(data.sources, data.regions ?? []),
    ...(data.identifiers === undefined
      ? {}
      : { identifiers: sourced(data.sources, data.identifiers) }),
    owners: data.owners.map(({ name }) => name),
    jurisdictions: sourced(data.sources, data.jurisdictions),
    statements: sourced(data.sources, data.statements),
    notes: data.notes,
  }));
  const apps = entries.apps.map(({ id, data }) => ({
    id,
    name: data.name,
    status: data.status,
    ...(data.closedOn === undefined ? {} : { closedOn: data.closedOn }),
    sites: data.sites.map(({ host }) => host),
    rooms: data.rooms.map(({ path }) => path),
    operator: {
      name: data.operator.name,
      jurisdictions: sourced(data.sources, data.operator.jurisdictions),
    },
    vendors: sourced(data.sources, data.vendors),
    transports: data.transports.map(({ transport }) => transport),
    sources: Object.keys(data.sources).map((key) => place(data.sources, key)),
    notes: data.notes,
  }));
  const networks = entries.networks.map(({ id, data }) => ({
    id,
    name: data.name,
    asns: data.asns.map(({ asn, name }) => ({ asn, name })),
    owners: data.owners.map(({ name }) => name),
    jurisdictions: sourced(data.sources, data.jurisdictions),
    sources: Object.keys(data.sources).map((key) => place(data.sources, key)),
  }));
  const software = entries.software.map(({ id, data }) => ({
    id,
    name: data.name,
    runBy: data.runBy && { ...data.runBy, source: place(data.sources, data.runBy.source) },
    marks: sourced(data.sources, data.marks),
    notes: data.notes,
  }));
  const presets = entries.presets.map(({ id, data }) => ({
    id,
    name: data.name,
    dated: data.dated,
    countries: data.countries,
    source: place(data.sources, data.source),
    notes: data.notes,
  }));
  const content = { sources, vendors, apps, networks, software, presets };
  return { version: versionOf(content), ...content };
}

/** The newest day on which a source was read, and a hash that changes with any byte. */
function versionOf(content: Omit<CompiledCatalogue, 'version'>): string {
  const newest =
    content.sources
      .map(({ checked }) => checked)
      .sort()
      .at(-1) ?? 'empty';
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return `${newest}+${hash.slice(0, 8)}`;
}
