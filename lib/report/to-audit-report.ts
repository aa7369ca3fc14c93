import type { CountryCode } from '../country';
import type { Knowledge } from '../destination';
import type { Hostname } from '../hostname';
import { MICROPHONE_STATES, type MicrophoneState } from '../microphone-use';
import { confidenceIn, type RecognisedSound } from '../recognised-sound';
import { RULES_VERSION } from '../rules/assess';
import type { SeenMark } from '../software/mark';
import { regionInHostname } from '../vendors/region-in-hostname';
import { confidenceOf } from '../vendors/software';
import type { Jurisdiction, Vendor } from '../vendors/vendor';
import type { AuditReport } from './audit-report';
import { claimsOf } from './claims';
import type { DestinationRow, TabReport } from './tab-report';

/** What the report itself doesn't know. */
export interface AuditContext {
  readonly url: string;
  readonly endedAt: number;
  readonly headline: string;
  readonly here: CountryCode | null;
  readonly earshot: string;
  readonly browser: AuditReport['versions']['browser'];
}

/** Writes a tab's report out with everything spelt out, so that others can check it. */
export function toAuditReport(
  report: TabReport,
  knowledge: Knowledge,
  context: AuditContext,
): AuditReport {
  return {
    format: 'earshot-report',
    formatVersion: 1,
    url: context.url,
    page: report.page,
    app: report.app,
    place: report.place,
    startedAt: iso(report.startedAt),
    endedAt: iso(context.endedAt),
    headline: context.headline,
    destinations: report.destinations.map((row) => destinationOf(row, knowledge)),
    findings: report.findings.map((finding) => structuredClone(finding)) as AuditReport['findings'],
    claims: claimsIn(report, knowledge, context.here),
    here: context.here,
    coverage: { level: report.coverage, proxied: report.proxied },
    microphone: microphoneOf(report),
    gaps: report.gaps.map((gap) => ({ ...gap })),
    versions: {
      earshot: context.earshot,
      rules: RULES_VERSION,
      catalogue: knowledge.versions.catalogue,
      databases: knowledge.versions.databases.map(({ id, name, date }) => ({ id, name, date })),
      browser: context.browser,
    },
  };
}

const NOT_TOLD = { hostname: null, address: null, port: null };

function destinationOf(row: DestinationRow, knowledge: Knowledge): AuditReport['destinations'][0] {
  const { location, network } = row;
  // None is known of a person; were one, it would go no further than this.
  const endpoint = row.peer === 'person' ? NOT_TOLD : row.endpoint;
  const vendor = row.vendor && knowledge.vendor(row.vendor.vendor);
  const operator = network && knowledge.networkOperator(network.asn);
  return {
    id: row.key,
    host: endpoint.hostname,
    address: endpoint.address,
    port: endpoint.port,
    embeddedIpv4: row.embedded === undefined ? null : { ...row.embedded },
    transport: row.transport,
    traffic: row.traffic,
    subject: row.subject,
    reached: row.outcome === 'reached',
    fromCache: row.fromCache,
    late: row.late,
    peer: row.peer,
    hearing: row.hearing,
    identifiers: row.identifiers.map((one) => ({ ...one })),
    country: location.known ? location.country : null,
    certainty: location.known ? location.certainty : location.because,
    ...nameOf(endpoint.hostname, vendor, knowledge),
    databases: location.answers.map((answer) => ({ ...answer })),
    locatedBy: row.locatedBy,
    asn: network?.asn ?? null,
    network: network?.organisation ?? null,
    networkRegisteredIn: network?.registeredIn ?? null,
    networkJurisdictions: copy(operator?.jurisdictions),
    vendor: row.vendor?.vendor ?? null,
    vendorName: vendor?.name ?? null,
    vendorBy: row.vendor && { by: row.vendor.by, matched: row.vendor.matched },
    jurisdictions: copy(vendor?.jurisdictions),
    software: row.software.map((mark) => softwareOf(mark, knowledge)),
    via: [...row.via],
    relayedBy: row.relayedBy,
    sound: row.sound === undefined ? null : soundOf(row.sound),
    firstSeen: iso(row.firstSeen),
    lastSeen: iso(row.lastSeen),
    requests: row.requests,
    bytesSent: row.bytesSent,
    bytesReceived: row.bytesReceived,
    carried: row.carried === undefined ? null : structuredClone(row.carried),
    ownVoice: row.ownVoice ?? null,
    roundTripTime: row.roundTripTime,
  };
}

/** What the vendor wrote into the name. */
function nameOf(
  hostname: Hostname | null,
  vendor: Vendor | null,
  knowledge: Knowledge,
): Pick<AuditReport['destinations'][0], 'addressInName' | 'regionInName'> {
  const region = hostname && vendor && regionInHostname(vendor, hostname);
  return {
    addressInName: hostname && knowledge.addressInHost(hostname),
    regionInName: region && {
      word: region.word,
      countries: [...region.countries],
      source: { ...region.source },
    },
  };
}

function claimsIn(
  { destinations }: TabReport,
  knowledge: Knowledge,
  here: CountryCode | null,
): AuditReport['claims'] {
  const seen = new Set(destinations.flatMap(({ vendor }) => vendor?.vendor ?? []));
  return [...seen].flatMap((id) => {
    const vendor = knowledge.vendor(id);
    if (vendor === null) return [];
    return claimsOf(vendor, destinations, here).map(({ statement, verdict }) => ({
      vendor: id,
      statement: structuredClone(statement) as AuditReport['claims'][0]['statement'],
      verdict: verdict.verdict,
      because: verdict.verdict === 'cannot-tell' ? verdict.because : null,
    }));
  });
}

function softwareOf({ software: id, mark }: SeenMark, knowledge: Knowledge) {
  const software = knowledge.software(id);
  return {
    id,
    name: software?.name ?? null,
    mark,
    confidence: software && confidenceOf(software, mark),
  };
}

function copy(jurisdictions: readonly Jurisdiction[] = []) {
  return jurisdictions.map(({ country, basis, source }) => ({
    country,
    basis,
    source: { ...source },
  }));
}

function soundOf({ sent, received }: RecognisedSound): AuditReport['destinations'][0]['sound'] {
  return {
    sent: sent && { basis: sent, confidence: confidenceIn(sent) },
    received: received && { basis: received, confidence: confidenceIn(received) },
  };
}

/** Of all frames the one that does most with it. */
function microphoneOf({ microphones = [] }: TabReport): MicrophoneState | null {
  return (
    MICROPHONE_STATES.find((one) => microphones.some(([, { state }]) => state === one)) ?? null
  );
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
