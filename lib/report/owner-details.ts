import type { CountryCode } from '../country';
import type { SoftwareId } from '../software/mark';
import { addressInHostname } from '../vendors/address-in-hostname';
import { regionInHostname } from '../vendors/region-in-hostname';
import type { Jurisdiction, Source, VendorMatch, VendorRegion } from '../vendors/vendor';
import { claimsOf } from './claims';
import { countryName } from './country-name';
import type { DetailLine } from './detail';
import { phrase } from './phrase';
import { type Speaker, say, sayDate } from './say';
import type { DestinationRow } from './tab-report';
import { claimSaid, verdictWords } from './wording/claim';
import { type Directory, networkName } from './wording/operator';
import { slug } from './wording/statement';

interface OwnerContext {
  readonly directory: Directory;
  readonly speaker: Speaker;
}

/** The company, how it was recognised, and every country it is tied to. */
export function companyLines(
  { vendor }: DestinationRow,
  { directory, speaker }: OwnerContext,
): DetailLine[] {
  if (vendor === null) return [];
  const company = directory.vendor(vendor.vendor);
  return [
    ...(company === null ? [] : [{ text: company.name }]),
    { text: say(phrase(`detail_match_${vendor.by}`, matchedBy(vendor, directory)), speaker) },
    ...lawLines(company?.jurisdictions ?? [], speaker),
  ];
}

/**
 * What the company writes into its machines' names: words of its own, beside what was measured.
 * Never a location, and judged by no rule.
 */
export function nameLines(
  { endpoint: { hostname, address }, vendor }: DestinationRow,
  { directory, speaker }: OwnerContext,
): DetailLine[] {
  if (hostname === null) return [];
  const written = addressInHostname(hostname);
  const company = vendor && directory.vendor(vendor.vendor);
  const region = company && regionInHostname(company, hostname);
  return [
    ...(written === null || written === address
      ? []
      : [{ text: say(phrase('detail_name_address', written), speaker) }]),
    ...(region === null ? [] : [regionLine(region, speaker)]),
  ];
}

function regionLine({ word, countries, source }: VendorRegion, speaker: Speaker): DetailLine {
  const named = countries.map((country) => ({ country }));
  return {
    text: say(phrase('detail_name_region', word, { all: named }), speaker),
    ...sourced(source, speaker),
  };
}

function matchedBy({ by, matched }: VendorMatch, directory: Directory): string {
  return by === 'sdk' ? (directory.software(matched as SoftwareId)?.name ?? matched) : matched;
}

/** Who announces the address, and every country that company is tied to. */
export function networkLines(
  { network }: DestinationRow,
  { directory, speaker }: OwnerContext,
): DetailLine[] {
  if (network === null) return [];
  const name = `AS${network.asn} ${network.organisation}`.trim();
  const { registeredIn } = network;
  const company = networkName(network, directory);
  const operator = directory.networkOperator(network.asn);
  return [
    {
      text:
        registeredIn === null
          ? name
          : say(phrase('detail_network_registered', name, { country: registeredIn }), speaker),
    },
    ...(operator === null ? [] : [{ text: company }, ...lawLines(operator.jurisdictions, speaker)]),
  ];
}

/**
 * What the company says in public about where data goes, and how it fits what was seen.
 * @param rows all destinations of the page.
 */
export function statementLines(
  { vendor }: Pick<DestinationRow, 'vendor'>,
  rows: readonly DestinationRow[],
  { directory, speaker, here }: OwnerContext & { readonly here: CountryCode | null },
): DetailLine[] {
  const company = vendor && directory.vendor(vendor.vendor);
  if (company === null) return [];
  return claimsOf(company, rows, here).flatMap(({ statement, verdict }) => [
    { text: say(claimSaid(statement), speaker), ...sourced(statement.source, speaker) },
    { text: say(verdictWords(verdict), speaker) },
  ]);
}

/** Every tie to a country with its source, also those too weak to be called "under the law of". */
function lawLines(jurisdictions: readonly Jurisdiction[], speaker: Speaker): DetailLine[] {
  return jurisdictions.map(({ country, basis, source }) => ({
    text: say(
      phrase(
        'detail_law_item',
        countryName(country, speaker.language),
        phrase(`basis_${slug(basis)}`),
      ),
      speaker,
    ),
    ...sourced(source, speaker),
  }));
}

function sourced(
  { url, checked }: Source,
  speaker: Speaker,
): Pick<DetailLine, 'source' | 'checked'> {
  return {
    source: url,
    checked: say(phrase('detail_source_checked', sayDate(checked, speaker)), speaker),
  };
}
