import anycast from '../../data/geo/anycast.json';
import published from '../../data/geo/published-locations.json';
import type { AddressWords } from '../address-words';
import { type CountryCode, parseCountryCode } from '../country';
import { createPrefixTable } from './prefix-table';

/** What the project itself knows of single networks, each entry with its source in `data/geo/`. */
export interface Curated {
  /** Country in which the operator itself says the addresses are. */
  readonly publishedCountry: (words: AddressWords) => CountryCode | null;
  /** Name of the service whose addresses are announced from many places, or `null`. */
  readonly anycastService: (words: AddressWords, asn: number | null) => string | null;
}

export function loadCurated(): Curated {
  const locations = createPrefixTable(
    published.locations.flatMap(({ prefixes, country }) =>
      prefixes.map((prefix) => [prefix, parseCountryCode(country)] as const),
    ),
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
    publishedCountry: (words) => locations.find(words),
    anycastService: (words, asn) =>
      services.find(words) ?? (asn === null ? null : (networks.get(asn) ?? null)),
  };
}
