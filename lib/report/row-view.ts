import type { CountryCode } from '../country';
import type { Evidence, Finding, Severity } from '../rules/rule';
import { countryName } from './country-name';
import { phrase } from './phrase';
import { worstSeverity } from './rank';
import { type Speaker, say } from './say';
import type { DestinationRow } from './tab-report';
import { howSure } from './wording/how-sure';
import {
  type Directory,
  isLikely,
  lawCountries,
  networkName,
  vendorName,
} from './wording/operator';
import { countryLabel } from './wording/place';
import { soundRemarks } from './wording/sound';
import { slug } from './wording/statement';

/** What a finding can rest on. */
type Axis = 'place' | 'vendor' | 'network' | 'transport' | 'claim' | 'hearing' | 'identifier';

/** One destination in words, as it stands in a list. */
export interface RowView {
  readonly key: string;
  /** For the flag, which only decorates the name beside it. */
  readonly country: CountryCode | null;
  readonly place: string;
  readonly sure: string;
  readonly severity: Severity | null;
  readonly severityWord: string;
  /** What the findings rest on: the place, the company, or the network. Never one for another. */
  readonly foundIn: ReadonlySet<Axis>;
  readonly operator: string;
  /** Who is known to run it: an unknown company is shown fainter. */
  readonly operatorKnown: boolean;
  readonly law: string | null;
  readonly network: string;
  /** Host name, or address, or words for neither. */
  readonly host: string;
  readonly hostKnown: boolean;
  /** Whether it was unencrypted, only tried, came from the cache, or lies behind a TURN server. */
  readonly remarks: readonly string[];
  /** Who can hear the voice in it; `null` for rows without voice. */
  readonly hearing: string | null;
}

export function rowView(
  row: DestinationRow,
  findings: readonly Finding[],
  hostOfRow: (key: string) => string | null,
  directory: Directory,
  speaker: Speaker,
): RowView {
  const severity = worstSeverity(findings);
  const vendor = vendorName(row, directory);
  const host = hostText(row);
  return {
    key: row.key,
    country: row.location.known ? row.location.country : null,
    place: placeName(row, speaker),
    sure: say(howSure(row), speaker),
    severity,
    severityWord: severity === null ? '' : say(phrase(`severity_${severity}`), speaker),
    foundIn: new Set(findings.map(({ evidence }) => axisOf(evidence))),
    operator: operatorText(row, vendor, speaker),
    operatorKnown: vendor !== null,
    law: lawText(row, directory, speaker),
    network: networkText(row, directory, speaker),
    host: host ?? (row.peer === 'person' ? '' : say(phrase('row_unnamed'), speaker)),
    hostKnown: host !== null,
    remarks: remarksOf(row, findings, hostOfRow, speaker),
    hearing: row.hearing && say(phrase(`hearing_${slug(row.hearing)}`), speaker),
  };
}

function axisOf(evidence: Evidence): Axis {
  switch (evidence.kind) {
    case 'location':
      return 'place';
    case 'control':
      return evidence.operator.kind;
    case 'cleartext':
      return 'transport';
    case 'claim':
      return 'claim';
    case 'hearing':
      return 'hearing';
    case 'identifier':
      return 'identifier';
  }
}

/** The country's name, or the words that stand in its place. */
export function placeName(row: DestinationRow, speaker: Speaker): string {
  const label = countryLabel(row);
  return 'country' in label
    ? countryName(label.country, speaker.language)
    : say(label.label, speaker);
}

/** The host name, else the address, else `null`. */
export function hostText({ endpoint }: Pick<DestinationRow, 'endpoint'>): string | null {
  return endpoint.hostname ?? endpoint.address;
}

function operatorText(row: DestinationRow, vendor: string | null, speaker: Speaker): string {
  if (vendor !== null) {
    return say(phrase(isLikely(row) ? 'row_vendor_likely' : 'row_vendor', vendor), speaker);
  }
  return say(phrase(row.peer === 'person' ? 'row_vendor_person' : 'row_vendor_unknown'), speaker);
}

function lawText(row: DestinationRow, directory: Directory, speaker: Speaker): string | null {
  const vendor = row.vendor && directory.vendor(row.vendor.vendor);
  if (vendor === null) return null;
  const countries = lawCountries(vendor.jurisdictions);
  if (countries.length === 0) return say(phrase('law_unknown'), speaker);
  return say(phrase('law_short', { all: countries.map((country) => ({ country })) }), speaker);
}

function networkText(row: DestinationRow, directory: Directory, speaker: Speaker): string {
  if (row.peer === 'person') return '';
  if (row.network === null) return say(phrase('row_network_unknown'), speaker);
  return say(phrase('row_network', networkName(row.network, directory)), speaker);
}

function remarksOf(
  row: DestinationRow,
  findings: readonly Finding[],
  hostOfRow: (key: string) => string | null,
  speaker: Speaker,
): readonly string[] {
  const relay = row.relayedBy === null ? null : hostOfRow(row.relayedBy);
  const kinds = new Set(findings.map(({ evidence }) => evidence.kind));
  return [
    ...soundRemarks(row).map((remark) => say(remark, speaker)),
    ...(kinds.has('cleartext') ? [say(phrase('row_cleartext'), speaker)] : []),
    ...(kinds.has('claim') ? [say(phrase('row_claim'), speaker)] : []),
    ...(['room', 'user'] as const).flatMap((names) =>
      row.identifiers.some((one) => one.names === names)
        ? [say(phrase(`row_names_${names}`), speaker)]
        : [],
    ),
    ...(row.late ? [say(phrase('row_late'), speaker)] : []),
    ...(row.outcome === 'attempted' && !row.late ? [say(phrase('row_attempted'), speaker)] : []),
    ...(row.outcome === 'failed' ? [say(phrase('row_failed'), speaker)] : []),
    ...(row.via.every((via) => via === 'preload') ? [say(phrase('row_preloaded'), speaker)] : []),
    ...(row.fromCache ? [say(phrase('row_from_cache'), speaker)] : []),
    ...(relay === null ? [] : [say(phrase('row_relayed', relay), speaker)]),
  ];
}
