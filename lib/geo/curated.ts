import anycast from '../../data/geo/anycast.json';
import published from '../../data/geo/published-locations.json';
import type { AddressWords, Family } from '../address-words';
import { type CountryCode, parseCountryCode } from '../country';
import { createPrefixTable } from './prefix-table';

/** What has been published of where an address is, apart from the databases. */
export interface PublishedLocation {
  readonly country: CountryCode;
  /** The operator's own word overrides the databases; others' can only cast doubt on them. */
  readonly byOperator: boolean;
}

/** What the project itself knows of single networks, each entry with its source in `data/geo/`. */
export interface Curated {
  readonly publishedLocation: (words: AddressWords, family: Family) => PublishedLocation | null;
  /** Name of the service whose addresses are announced from many places, or `null`. */
  readonly anycastService: (
    words: AddressWords,
    family: Family,
    asn: number | null,
  ) => string | null;
}

/** @throws RangeError when a table holds something that is no network or no country. */
export function loadCurated(): Curated {
  const locations = createPrefixTable(
    published.locations.flatMap(({ prefixes, country, by }) => {
      const location = { country: knownCountry(country), byOperator: by === 'operator' };
      return prefixes.map((prefix) => [prefix, location] as const);
    }),
  );
  const services = createPrefixTable(
    anycast.prefixes.flatMap(({ prefixes, service }) =>
      prefixes.map((prefix) => [prefix, service] as const),
    ),
  );
  const networks = new Map(
    anycast.networks.flatMap(({ asns, service }) => asns.map((asn) => [asn, service] as const)),
  );
  return {
    publishedLocation: locations.find,
    anycastService: (words, family, asn) =>
      services.find(words, family) ?? (asn === null ? null : (networks.get(asn) ?? null)),
  };
}

function knownCountry(code: string): CountryCode {
  const country = parseCountryCode(code);
  if (country === null) throw new RangeError(`no country: ${code}`);
  return country;
}
