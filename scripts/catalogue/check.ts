import { parse as parseDomain } from 'tldts';
import { checkMarks, checkSoftware } from './check-software';
import { checkSources, claims } from './check-sources';
import type { Problem } from './problem';
import type { Entries } from './read';

/** What one file alone can't tell: names that must be there, and names that must be there once. */
export function checkEntries(entries: Entries): readonly Problem[] {
  const vendorIds = new Set(entries.vendors.map(({ id }) => id));
  return [
    ...entries.vendors.flatMap(checkVendor),
    ...entries.apps.flatMap((app) => checkApp(app, vendorIds)),
    ...entries.networks.flatMap(checkNetwork),
    ...entries.software.flatMap((software) => checkSoftware(software, vendorIds)),
    ...entries.presets.flatMap(checkPreset),
    ...checkMarks(entries),
    ...twice(
      entries.vendors.flatMap(({ file, data }) =>
        data.domains.map(({ suffix }, index) => ({ file, at: `domains[${index}].suffix`, suffix })),
      ),
      ({ suffix }) => suffix,
    ),
    ...twice(
      entries.apps.flatMap(({ file, data }) =>
        data.sites.map(({ host }, index) => ({ file, at: `sites[${index}].host`, host })),
      ),
      ({ host }) => host,
    ),
    ...twice(
      entries.networks.flatMap(({ file, data }) =>
        data.asns.map(({ asn }, index) => ({ file, at: `asns[${index}].asn`, asn })),
      ),
      ({ asn }) => `AS${asn}`,
    ),
  ];
}

function checkVendor({ file, data }: Entries['vendors'][number]): readonly Problem[] {
  const named = [
    ...data.domains.flatMap(({ sources }, index) =>
      sources.map((key) => [`domains[${index}].sources`, key] as const),
    ),
    ...claims(data.regions ?? [], 'regions'),
    ...claims(data.identifiers ?? [], 'identifiers'),
    ...claims(data.owners, 'owners'),
    ...claims(data.jurisdictions, 'jurisdictions'),
    ...claims(data.statements, 'statements'),
  ];
  return [
    ...checkSources(file, named, data.sources),
    ...twice(
      (data.identifiers ?? []).map(({ parameter }, index) => ({
        file,
        at: `identifiers[${index}].parameter`,
        parameter,
      })),
      ({ parameter }) => parameter,
    ),
    ...data.domains.flatMap(({ suffix }, index) =>
      registrable(file, `domains[${index}].suffix`, suffix),
    ),
  ];
}

function checkApp(
  { file, data }: Entries['apps'][number],
  vendorIds: ReadonlySet<string>,
): readonly Problem[] {
  const unknown = data.vendors.flatMap(({ vendor }, index) =>
    vendorIds.has(vendor)
      ? []
      : [
          {
            file,
            at: `vendors[${index}].vendor`,
            fix: `there is no data/vendors/${vendor}.json: correct the id or add that vendor first`,
          },
        ],
  );
  const watchedThoughClosed = data.status === 'closed' && data.sites.length > 0;
  return [
    ...unknown,
    ...(watchedThoughClosed
      ? [{ file, at: 'sites', fix: 'a closed app is history and is not watched: leave it empty' }]
      : []),
    ...(data.status === 'active' && data.closedOn !== undefined
      ? [
          {
            file,
            at: 'closedOn',
            fix: 'an active app has no last day: remove it, or close the app',
          },
        ]
      : []),
    ...data.sites.flatMap(({ host }, index) => registrable(file, `sites[${index}].host`, host)),
    ...checkSources(
      file,
      [
        ['statusSource', data.statusSource],
        ...claims(data.sites, 'sites'),
        ...claims(data.rooms, 'rooms'),
        ['operator.source', data.operator.source],
        ...claims(data.operator.jurisdictions, 'operator.jurisdictions'),
        ...claims(data.vendors, 'vendors'),
        ...claims(data.transports, 'transports'),
      ],
      data.sources,
    ),
  ];
}

function checkNetwork({ file, data }: Entries['networks'][number]): readonly Problem[] {
  return checkSources(
    file,
    [
      ...claims(data.asns, 'asns'),
      ...claims(data.owners, 'owners'),
      ...claims(data.jurisdictions, 'jurisdictions'),
    ],
    data.sources,
  );
}

function checkPreset({ file, data }: Entries['presets'][number]): readonly Problem[] {
  const codes = data.countries.map((code, index) => ({ file, at: `countries[${index}]`, code }));
  return [
    ...checkSources(file, [['source', data.source]], data.sources),
    ...twice(codes, ({ code }) => code),
  ];
}

/** A suffix such as `com` or `co.uk` would claim half the web. */
function registrable(file: string, at: string, host: string): readonly Problem[] {
  const { domain, isIcann } = parseDomain(host);
  if (domain !== null && isIcann) return [];
  return [{ file, at, fix: `${host} is not a registrable domain or a name below one` }];
}

function twice<T extends { readonly file: string; readonly at: string }>(
  places: readonly T[],
  nameOf: (place: T) => string,
): readonly Problem[] {
  const first = new Map<string, T>();
  return places.flatMap((place) => {
    const name = nameOf(place);
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, place);
      return [];
    }
    const fix = `${name} already stands in ${other.file}: keep it in one of the two`;
    return [{ file: place.file, at: place.at, fix }];
  });
}
