import * as v from 'valibot';
import { HEARINGS } from '../hearing';
import { EXPOSURES, NAMED } from '../identifiers/identifier';
import { MICROPHONE_STATES } from '../microphone-use';
import { TRAFFIC, TRANSPORTS, VIAS } from '../observation';
import { RECEIVED_BASES, SENT_BASES } from '../recognised-sound';
import { MARK_KINDS } from '../software/mark';
import { SUBJECTS } from '../subject';
import { Certainty, Finding, Gap } from './audit-report';
import { COVERAGES, type TabReport } from './tab-report';

const Time = v.pipe(v.number(), v.finite());
const Amount = v.pipe(v.number(), v.finite());
const Country = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/));
const Flow = v.looseObject({ sent: Amount, received: Amount });
const Carried = v.looseObject({ audio: Flow, video: Flow, data: Flow });
const Answers = v.array(v.looseObject({ database: v.string(), country: v.nullable(Country) }));

const Location = v.variant('known', [
  v.looseObject({
    known: v.literal(true),
    country: Country,
    certainty: Certainty,
    answers: Answers,
  }),
  v.looseObject({
    known: v.literal(false),
    because: Certainty,
    detail: v.string(),
    answers: Answers,
  }),
]);

const Row = v.looseObject({
  key: v.string(),
  endpoint: v.looseObject({
    hostname: v.nullable(v.string()),
    address: v.nullable(v.string()),
    port: v.nullable(Amount),
  }),
  locatedBy: v.nullable(v.picklist(['address', 'host-name'])),
  location: Location,
  embedded: v.optional(v.looseObject({ address: v.string(), embedding: v.string() })),
  network: v.nullable(
    v.looseObject({
      asn: Amount,
      organisation: v.string(),
      registeredIn: v.nullable(Country),
    }),
  ),
  vendor: v.nullable(
    v.looseObject({
      vendor: v.string(),
      by: v.picklist(['host', 'address', 'network', 'sdk']),
      matched: v.string(),
    }),
  ),
  subject: v.picklist(SUBJECTS),
  transport: v.picklist(TRANSPORTS),
  traffic: v.picklist(TRAFFIC),
  outcome: v.picklist(['attempted', 'reached', 'failed']),
  fromCache: v.boolean(),
  late: v.boolean(),
  proxied: v.boolean(),
  peer: v.picklist(['server', 'person']),
  hearing: v.nullable(v.picklist(HEARINGS)),
  identifiers: v.array(
    v.looseObject({
      names: v.picklist(NAMED),
      exposure: v.picklist(EXPOSURES),
      parameter: v.nullable(v.string()),
    }),
  ),
  via: v.array(v.picklist(VIAS)),
  relayedBy: v.nullable(v.string()),
  sound: v.optional(
    v.looseObject({
      sent: v.nullable(v.picklist(SENT_BASES)),
      received: v.nullable(v.picklist(RECEIVED_BASES)),
    }),
  ),
  firstSeen: Time,
  lastSeen: Time,
  requests: Amount,
  bytesSent: v.nullable(Amount),
  bytesReceived: v.nullable(Amount),
  carried: v.optional(Carried),
  ownVoice: v.optional(v.picklist(['now', 'before'])),
  roundTripTime: v.nullable(Amount),
  software: v.array(
    v.looseObject({
      software: v.string(),
      mark: v.picklist(MARK_KINDS),
    }),
  ),
});

const Meter = v.looseObject({
  row: v.string(),
  sent: Amount,
  received: Amount,
  carried: Carried,
  ownVoice: v.picklist(['now', 'before', 'never']),
});

const Stored = v.looseObject({
  version: v.literal(1),
  page: v.pipe(v.string(), v.url()),
  documentId: v.nullable(v.string()),
  origins: v.array(v.string()),
  app: v.nullable(v.string()),
  place: v.nullable(v.picklist(['room', 'site'])),
  startedAt: Time,
  destinations: v.array(Row),
  findings: v.array(Finding),
  coverage: v.picklist(COVERAGES),
  gaps: v.array(Gap),
  proxied: v.boolean(),
  meters: v.array(v.tuple([v.string(), Meter])),
  microphones: v.optional(
    v.array(
      v.tuple([
        v.string(),
        v.looseObject({ state: v.picklist(MICROPHONE_STATES), read: v.boolean() }),
      ]),
    ),
  ),
});

/** Whether it is a report of this version's shape, whatever wrote it. */
export function isTabReport(value: unknown): value is TabReport {
  return v.is(Stored, value);
}
