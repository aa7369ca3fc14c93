import type { CountryCode } from '../../country';
import type { Destination, Knowledge } from '../../destination';
import type { AutonomousSystem } from '../../geo/location';
import { lawsOver } from '../../rules/laws-over';
import type { Evidence } from '../../rules/rule';
import type { Jurisdiction } from '../../vendors/vendor';
import { type Phrase, phrase } from '../phrase';

/** Who is who: the part of the knowledge that wording needs. */
export type Directory = Pick<Knowledge, 'vendor' | 'networkOperator' | 'software'>;

type Operated = Pick<Destination, 'vendor' | 'network'>;
type Operator = Extract<Evidence, { kind: 'control' }>['operator'];

/** The name of the vendor, `null` when nobody is known to run the service. */
export function vendorName({ vendor }: Operated, directory: Directory): string | null {
  // An older report may name a vendor that today's catalogue lacks.
  return vendor === null ? null : (directory.vendor(vendor.vendor)?.name ?? vendor.vendor);
}

/** Whether the vendor is an inference from the software at the other end, and not its own name. */
export function isLikely({ vendor }: Pick<Operated, 'vendor'>): boolean {
  return vendor?.by === 'sdk';
}

/** The company's name where one is catalogued, else the registered one, else the number. */
export function networkName(network: AutonomousSystem, directory: Directory): string {
  const company = directory.networkOperator(network.asn)?.name;
  return company ?? (network.organisation || `AS${network.asn}`);
}

export function operatorName(operator: Operator, directory: Directory): string {
  if (operator.kind === 'vendor') return directory.vendor(operator.id)?.name ?? operator.id;
  return directory.networkOperator(operator.asn)?.name ?? `AS${operator.asn}`;
}

/** "run by Agora": the network is named where the vendor isn't known, or where it is the point. */
export function operatedBy(row: Operated, evidence: Evidence | null, directory: Directory): Phrase {
  const vendor = vendorName(row, directory);
  const network = row.network === null ? null : networkName(row.network, directory);
  const networkMatters = evidence?.kind === 'control' && evidence.operator.kind === 'network';
  const likely = isLikely(row);
  if (vendor !== null && network !== null && networkMatters && network !== vendor) {
    return phrase(
      likely ? 'operator_vendor_likely_network' : 'operator_vendor_network',
      vendor,
      network,
    );
  }
  if (vendor !== null) return phrase(likely ? 'operator_vendor_likely' : 'operator_vendor', vendor);
  return network === null ? phrase('operator_unknown') : phrase('operator_network', network);
}

/** Countries under whose law a whole company stands, each once, in the catalogue's order. */
export function lawCountries(jurisdictions: readonly Jurisdiction[]): readonly CountryCode[] {
  return [...new Set(lawsOver(jurisdictions).map(({ country }) => country))];
}
