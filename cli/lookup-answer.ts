import type { IpAddress } from '../lib/address';
import { parseAddressLiteral } from '../lib/address-literal';
import type { Knowledge } from '../lib/destination';
import type { EmbeddedIpv4 } from '../lib/embedded-ipv4';
import type { Certainty, DatabaseAnswer, Location, NotLocated } from '../lib/geo/location';
import { type Hostname, parseHostname } from '../lib/hostname';
import { isPublicName } from '../lib/public-name';
import { regionInHostname } from '../lib/vendors/region-in-hostname';
import type { Statement } from '../lib/vendors/statement';
import type { Jurisdiction, VendorMatch, VendorRegion } from '../lib/vendors/vendor';

/** What is known of one line of input; `null` where nothing is. */
export interface LookupAnswer {
  readonly input: string;
  readonly address: IpAddress | null;
  readonly country: string | null;
  /** How sure the country is, or why there is none: the same closed set as in the audit's report. */
  readonly certainty: Certainty | NotLocated;
  readonly databases: readonly DatabaseAnswer[];
  readonly asn: number | null;
  readonly network: string | null;
  /** The company behind the network, whose other networks are its too; `null` if not catalogued. */
  readonly networkOperator: string | null;
  readonly networkOperatorName: string | null;
  readonly networkJurisdictions: readonly Jurisdiction[] | null;
  readonly vendor: string | null;
  readonly vendorName: string | null;
  /** Of the name, the part that the vendor was recognised by. */
  readonly vendorBy: Pick<VendorMatch, 'by' | 'matched'> | null;
  readonly jurisdictions: readonly Jurisdiction[] | null;
  /** The vendor's own word for a region in the name: not a location. */
  readonly regionInName: VendorRegion | null;
  /** What the vendor says in public about where data goes. */
  readonly statements: readonly Statement[] | null;
  /** What else should be known, in English. */
  readonly note: string | null;
}

export interface LookupError {
  readonly input: string;
  readonly error: string;
}

/** Looks one host name or address up. Makes no DNS request: a name alone has no place. */
export function lookUpLine(input: string, knowledge: Knowledge): LookupAnswer | LookupError {
  const text = input.trim();
  if (text === '') return { input, error: 'empty line' };
  const literal = parseAddressLiteral(text);
  if (literal !== null) return answer(input, { address: literal.address }, knowledge);
  const hostname = readHostname(text);
  if (hostname === null) return { input, error: 'neither a host name nor an IP address' };
  return answer(input, { hostname, address: knowledge.addressInHost(hostname) }, knowledge);
}

/**
 * A host name, perhaps with a port, as the URL parser writes it. What ends in a number is an
 * address to that parser (`127.1`, `0x7f.1`), and one that we refuse to guess at.
 */
function readHostname(text: string): Hostname | null {
  if (!/^[^\s/?#@\\%[\]]+$/.test(text) || /(^|\.)\./.test(text)) return null;
  const url = `http://${text}/`;
  if (!URL.canParse(url)) return null;
  const { hostname } = new URL(url);
  return /^(\[.*|.*\d+\.\d+\.\d+\.\d+)$/.test(hostname) ? null : parseHostname(hostname);
}

interface Asked {
  readonly hostname?: Hostname;
  readonly address: IpAddress | null;
}

/** A name without an address: `.local` and its like are never more than this network's. */
function locationOfName(hostname: Hostname | undefined): Location {
  const local = hostname !== undefined && !isPublicName(hostname);
  const detail = local ? 'local-network' : '';
  return { known: false, because: local ? 'special' : 'not-observed', detail, answers: [] };
}

function answer(input: string, { hostname, address }: Asked, knowledge: Knowledge): LookupAnswer {
  const facts = address === null ? null : knowledge.factsOf(address);
  const location = facts?.location ?? locationOfName(hostname);
  const network = facts?.network ?? null;
  const match = hostname === undefined ? null : knowledge.vendorOfHost(hostname);
  const vendor = match && knowledge.vendor(match.vendor);
  const operator = network && knowledge.networkOperator(network.asn);
  return {
    input,
    address,
    country: location.known ? location.country : null,
    certainty: location.known ? location.certainty : location.because,
    databases: location.answers,
    asn: network?.asn ?? null,
    network: network?.organisation || null,
    networkOperator: operator?.id ?? null,
    networkOperatorName: operator?.name ?? null,
    networkJurisdictions: operator?.jurisdictions ?? null,
    vendor: vendor?.id ?? null,
    vendorName: vendor?.name ?? null,
    vendorBy: match && { by: match.by, matched: match.matched },
    jurisdictions: vendor?.jurisdictions ?? null,
    regionInName: hostname && vendor ? regionInHostname(vendor, hostname) : null,
    statements: vendor?.statements ?? null,
    note: noteOf(hostname, address, location, facts?.embedded),
  };
}

const EMBEDDING: Record<EmbeddedIpv4['embedding'], string> = {
  'ipv4-mapped': 'IPv4-mapped',
  nat64: 'NAT64',
  '6to4': '6to4',
  teredo: 'Teredo',
};

function noteOf(
  hostname: Hostname | undefined,
  address: IpAddress | null,
  location: Location,
  embedded: EmbeddedIpv4 | undefined,
): string | null {
  const notes: string[] = [];
  if (hostname !== undefined && address !== null) notes.push('located by the address in its name');
  if (embedded) notes.push(`${EMBEDDING[embedded.embedding]} address of ${embedded.address}`);
  if (!location.known) {
    const { because, detail } = location;
    if (because === 'not-observed') notes.push('names are not resolved: place unknown');
    if (because === 'special') notes.push(`${address === null ? 'name' : 'address'}: ${detail}`);
    if (because === 'anycast') notes.push(`${detail}: the nearest of many machines answers`);
  }
  return notes.length === 0 ? null : notes.join('; ');
}
