import * as v from 'valibot';
import { HEARINGS } from '../hearing';
import { EXPOSURES, NAMED } from '../identifiers/identifier';
import { MICROPHONE_STATES } from '../microphone-use';
import { TRAFFIC, TRANSPORTS, VIAS } from '../observation';
import { RECEIVED_BASES, SENT_BASES } from '../recognised-sound';
import { MARK_KINDS } from '../software/mark';
import { SUBJECTS } from '../subject';
import { COVERAGES } from './tab-report';

/** Milliseconds since the epoch as ISO 8601 in UTC. */
const Time = v.pipe(v.string(), v.isoTimestamp());
const Country = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/));
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

const Source = v.strictObject({ url: v.string(), says: v.string(), checked: v.string() });

const Jurisdiction = v.strictObject({
  country: Country,
  basis: v.picklist(['incorporated', 'principal-offices', 'parent', 'listed', 'operates']),
  source: Source,
});

const DatabaseAnswer = v.strictObject({ database: v.string(), country: v.nullable(Country) });

/** Closed set: what is known of a location, or why nothing is. */
export const Certainty = v.picklist([
  'agree',
  'single',
  'published',
  'user',
  'disagree',
  'none',
  'anycast',
  'special',
  'hidden-by-proxy',
  'ruled-out',
  'not-observed',
  'person',
  'no-database',
]);

const Flow = v.strictObject({ sent: Count, received: Count });

const Confidence = v.picklist(['sure', 'likely']);

const Sound = v.strictObject({
  sent: v.nullable(v.strictObject({ basis: v.picklist(SENT_BASES), confidence: Confidence })),
  received: v.nullable(
    v.strictObject({ basis: v.picklist(RECEIVED_BASES), confidence: Confidence }),
  ),
});

const Destination = v.strictObject({
  id: v.pipe(v.string(), v.description('Findings refer to it.')),
  host: v.nullable(v.string()),
  address: v.nullable(v.string()),
  port: v.nullable(Count),
  embeddedIpv4: v.pipe(
    v.nullable(
      v.strictObject({
        address: v.string(),
        embedding: v.picklist(['ipv4-mapped', 'nat64', '6to4', 'teredo']),
      }),
    ),
    v.description('The IPv4 address that an IPv6 one stands for: it was looked up instead.'),
  ),
  transport: v.picklist(TRANSPORTS),
  traffic: v.picklist(TRAFFIC),
  subject: v.picklist(SUBJECTS),
  reached: v.pipe(v.boolean(), v.description('false: only attempted, no answer was seen.')),
  fromCache: v.boolean(),
  late: v.pipe(
    v.boolean(),
    v.description("true: named in the page's own list alone; the request itself wasn't seen."),
  ),
  peer: v.picklist(['server', 'person']),
  identifiers: v.pipe(
    v.array(
      v.strictObject({
        names: v.picklist(NAMED),
        exposure: v.picklist(EXPOSURES),
        parameter: v.nullable(v.string()),
      }),
    ),
    v.description('Named in the address of a request; by the page’s own room name: null.'),
  ),
  hearing: v.pipe(
    v.nullable(v.picklist(HEARINGS)),
    v.description('Who can hear the voice, as far as can be seen; null: no voice.'),
  ),
  country: v.nullable(Country),
  certainty: Certainty,
  databases: v.array(DatabaseAnswer),
  addressInName: v.pipe(
    v.nullable(v.string()),
    v.description('The address the vendor wrote into the host name.'),
  ),
  regionInName: v.pipe(
    v.nullable(v.strictObject({ word: v.string(), countries: v.array(Country), source: Source })),
    v.description("The vendor's own word for a region in the host name: not a location."),
  ),
  locatedBy: v.nullable(v.picklist(['address', 'host-name'])),
  asn: v.nullable(Count),
  network: v.nullable(v.string()),
  networkRegisteredIn: v.nullable(Country),
  networkJurisdictions: v.array(Jurisdiction),
  vendor: v.nullable(v.string()),
  vendorName: v.nullable(v.string()),
  vendorBy: v.nullable(
    v.strictObject({ by: v.picklist(['host', 'address', 'network', 'sdk']), matched: v.string() }),
  ),
  jurisdictions: v.array(Jurisdiction),
  software: v.pipe(
    v.array(
      v.strictObject({
        id: v.string(),
        name: v.nullable(v.string()),
        mark: v.picklist(MARK_KINDS),
        confidence: v.nullable(v.picklist(['strong', 'weak'])),
      }),
    ),
    v.description('What runs at the other end, by marks on this very connection; not who runs it.'),
  ),
  via: v.array(v.picklist(VIAS)),
  relayedBy: v.nullable(v.string()),
  sound: v.pipe(
    v.nullable(Sound),
    v.description('Sound that goes another way than WebRTC, and what it was recognised by.'),
  ),
  firstSeen: Time,
  lastSeen: Time,
  requests: Count,
  bytesSent: v.nullable(Count),
  bytesReceived: v.nullable(Count),
  carried: v.pipe(
    v.nullable(v.strictObject({ audio: Flow, video: Flow, data: Flow })),
    v.description(
      'Payload bytes by kind, without headers and encryption; null outside peer connections.',
    ),
  ),
  ownVoice: v.pipe(
    v.nullable(v.picklist(['now', 'before'])),
    v.description("Whether the page was sending its user's voice here; null: not seen."),
  ),
  roundTripTime: v.pipe(v.nullable(v.number()), v.description('Seconds; the shortest seen.')),
});

const Countries = v.union([
  v.strictObject({ in: v.array(Country) }),
  v.strictObject({ notIn: v.array(Country) }),
]);

const Statement = v.strictObject({
  traffic: v.array(v.picklist(['voice', 'room-data'])),
  users: v.nullable(Countries),
  machines: v.nullable(Countries),
  dated: v.string(),
  source: Source,
});

const Claim = v.strictObject({
  vendor: v.string(),
  statement: Statement,
  verdict: v.picklist(['consistent', 'not-seen', 'contradicted', 'cannot-tell']),
  because: v.pipe(
    v.nullable(v.picklist(['not-visible', 'user-unsaid', 'other-users', 'place-unsure'])),
    v.description('Why the verdict is cannot-tell; null for the others.'),
  ),
});

const Evidence = v.variant('kind', [
  v.strictObject({
    kind: v.literal('location'),
    country: Country,
    certainty: v.picklist(['agree', 'single', 'published', 'user', 'disagree']),
    networkAgrees: v.boolean(),
    answers: v.array(DatabaseAnswer),
  }),
  v.strictObject({
    kind: v.literal('control'),
    country: Country,
    operator: v.variant('kind', [
      v.strictObject({ kind: v.literal('vendor'), id: v.string() }),
      v.strictObject({ kind: v.literal('network'), id: v.string(), asn: Count }),
    ]),
    jurisdictions: v.array(Jurisdiction),
  }),
  v.strictObject({
    kind: v.literal('claim'),
    country: Country,
    vendor: v.string(),
    statement: Statement,
  }),
  v.strictObject({
    kind: v.literal('cleartext'),
    transport: v.picklist(['http', 'ws']),
    subject: v.picklist(SUBJECTS),
  }),
  v.strictObject({
    kind: v.literal('hearing'),
    hearing: v.picklist(['server', 'server-in-part']),
  }),
  v.strictObject({
    kind: v.literal('identifier'),
    names: v.picklist(NAMED),
    exposure: v.picklist(EXPOSURES),
    parameters: v.array(v.string()),
    observed: v.boolean(),
  }),
]);

export const Finding = v.strictObject({
  rule: v.string(),
  severity: v.picklist(['info', 'notice', 'warning']),
  destination: v.string(),
  evidence: Evidence,
});

export const Gap = v.variant('kind', [
  v.strictObject({ kind: v.literal('unseen-host'), host: v.string() }),
  v.strictObject({ kind: v.literal('started-late') }),
  v.strictObject({ kind: v.literal('not-shown'), count: Count }),
  v.strictObject({ kind: v.literal('not-kept'), count: Count }),
  v.strictObject({ kind: v.literal('reports-dropped'), count: Count }),
  v.strictObject({ kind: v.literal('voice-untraced') }),
  v.strictObject({ kind: v.literal('no-database'), reason: v.string() }),
]);

const Versions = v.strictObject({
  earshot: v.string(),
  rules: v.string(),
  catalogue: v.string(),
  databases: v.array(v.strictObject({ id: v.string(), name: v.string(), date: v.string() })),
  browser: v.strictObject({ kind: v.picklist(['chromium', 'firefox']), version: v.string() }),
});

/** What `earshot audit --json` writes for one page; `docs/report.schema.json` is made of it. */
export const AuditReport = v.strictObject({
  format: v.literal('earshot-report'),
  formatVersion: v.literal(1),
  url: v.string(),
  page: v.string(),
  app: v.nullable(v.string()),
  place: v.pipe(
    v.nullable(v.picklist(['room', 'site'])),
    v.description('Whether the page was opened at the address of a room, where that can be told.'),
  ),
  startedAt: Time,
  endedAt: Time,
  headline: v.pipe(v.string(), v.description("The popup's sentence, in English.")),
  destinations: v.array(Destination),
  findings: v.array(Finding),
  claims: v.pipe(
    v.array(Claim),
    v.description('What the vendors seen here say in public, held against the whole page.'),
  ),
  here: v.pipe(
    v.nullable(Country),
    v.description('The country the user says they are in; never looked up.'),
  ),
  coverage: v.strictObject({
    level: v.picklist(COVERAGES),
    proxied: v.boolean(),
  }),
  microphone: v.pipe(
    v.nullable(v.picklist(MICROPHONE_STATES)),
    v.description('What the page does with the microphone; null: nothing so far.'),
  ),
  gaps: v.array(Gap),
  versions: Versions,
});

export type AuditReport = v.InferOutput<typeof AuditReport>;
