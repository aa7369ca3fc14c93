import { type Contact, contactsOf } from '../contact';
import type { Knowledge } from '../destination';
import type { Observation } from '../observation';
import type { Policy } from '../policy';
import { isSameSite } from '../registrable-domain';
import { person, resolve } from '../resolve';
import { assess } from '../rules/assess';
import { type Subject, subjectOf } from '../subject';
import { addGap, addHost, type PageRecord, type Row, rowKey } from './page-record';
import { attributeByAddress } from './same-machine';
import type { Meter } from './tab-report';

/** A room's client rarely contacts a hundred hosts; the closest peer keeps 256. */
export const MOST_ROWS = 1024;
/** Beyond this the count of what isn't shown stops growing, so that memory does too. */
const MOST_OVERFLOW = 10_000;
const MOST_ORIGINS = 64;

/** What an observation is judged by. */
export interface Bench {
  readonly knowledge: Knowledge;
  readonly policy: Policy;
}

/**
 * Adds one observation to a page's record, locating, attributing and judging what is new in it.
 * O(1), however many rows there are.
 * @param frame tells the peer connections of one frame from another's.
 * @returns whether it brought anything but higher counters.
 */
export function observe(
  record: PageRecord,
  observation: Observation,
  frame: string,
  bench: Bench,
): boolean {
  if (observation.origin !== null && record.origins.size < MOST_ORIGINS) {
    record.origins.add(observation.origin);
  }
  let relay: string | null = null;
  let isNews = false;
  for (const contact of contactsOf(observation)) {
    const added = addContact(record, contact, contact.behindRelay ? relay : null, frame, bench);
    relay = added.row;
    isNews ||= added.isNews;
  }
  return isNews;
}

const NOTHING_NEW: Added = { row: null, isNews: false };

interface Added {
  /** Key of the contact's row, `null` if it has none. */
  readonly row: string | null;
  readonly isNews: boolean;
}

function addContact(
  record: PageRecord,
  contact: Contact,
  relayedBy: string | null,
  frame: string,
  bench: Bench,
): Added {
  const subject = subjectOfContact(record, contact, bench.knowledge);
  const hostKey = hostKeyOf(contact, subject);
  const isRepeatedAttempt = contact.outcome === 'attempted' && record.seenHosts.has(hostKey);
  if (isRepeatedAttempt && contact.meter === null) return NOTHING_NEW;

  const key = rowKey(hostKey, contact.endpoint.address);
  let row = record.rows.get(key);
  let isNews = row === undefined;
  if (row === undefined) {
    const attempt = takeAttempt(record, hostKey, contact);
    if (record.rows.size >= MOST_ROWS) {
      if (record.overflow.size < MOST_OVERFLOW) record.overflow.add(key);
      return NOTHING_NEW;
    }
    row = newRow(key, subject, contact, relayedBy, attempt, bench.knowledge);
    record.rows.set(key, row);
    record.seenHosts.add(hostKey);
    addHost(record, contact.endpoint.hostname ?? contact.endpoint.address ?? '');
    judgeNew(record, row, bench);
  } else if (update(row, contact)) {
    isNews = true;
    judge(record, row, bench);
  }
  if (contact.meter !== null) readMeter(record, row, frame, contact.meter);
  noteDoubts(record, row, bench);
  return { row: key, isNews };
}

/** What keeps a whole report from naming countries is said once for all rows. */
function noteDoubts(record: PageRecord, { location }: Row, { knowledge }: Bench): void {
  if (!location.known && location.because === 'hidden-by-proxy') record.proxied = true;
  if (knowledge.fault !== null) addGap(record, { kind: 'no-database', reason: knowledge.fault });
}

/** Says everything again, after the databases or the policy have changed. O(rows). */
export function rejudge(record: PageRecord, bench: Bench): void {
  record.gaps.delete('no-database');
  record.proxied = false;
  record.vendorsByAddress.clear();
  record.nameless.clear();
  for (const row of record.rows.values()) {
    if (row.peer === 'server') {
      Object.assign(row, resolve(row.endpoint, row.proxied, bench.knowledge));
    }
    judgeNew(record, row, bench);
    noteDoubts(record, row, bench);
  }
}

function judgeNew(record: PageRecord, row: Row, bench: Bench): void {
  for (const other of attributeByAddress(record, row, bench.knowledge)) {
    if (other !== row) judge(record, other, bench);
  }
  judge(record, row, bench);
}

function subjectOfContact(record: PageRecord, contact: Contact, knowledge: Knowledge): Subject {
  const { request, endpoint, traffic } = contact;
  if (request === null) return subjectOf(traffic, null);
  const match = endpoint.hostname && knowledge.vendorOfHost(endpoint.hostname);
  const vendor = match && knowledge.vendor(match.vendor);
  return subjectOf(traffic, {
    resource: request.resource,
    sends: request.sends,
    firstParty: isSameSite(record.host, endpoint.hostname ?? endpoint.address ?? ''),
    roles: vendor === null ? null : vendor.roles,
  });
}

function hostKeyOf({ peer, traffic, transport, endpoint }: Contact, subject: Subject): string {
  if (peer === 'person') return `${subject} ${traffic} ${transport} person`;
  return `${subject} ${traffic} ${transport} ${endpoint.hostname ?? ''}:${endpoint.port ?? ''}`;
}

/** An attempt becomes the row of the machine that answered it. */
function takeAttempt(record: PageRecord, hostKey: string, contact: Contact): Row | null {
  if (contact.endpoint.address === null) return null;
  const key = rowKey(hostKey, null);
  const attempt = record.rows.get(key);
  if (attempt?.outcome !== 'attempted') return null;
  record.rows.delete(key);
  record.findings.delete(key);
  return attempt;
}

function newRow(
  key: string,
  subject: Subject,
  contact: Contact,
  relayedBy: string | null,
  attempt: Row | null,
  knowledge: Knowledge,
): Row {
  const destination =
    contact.peer === 'person' ? person() : resolve(contact.endpoint, contact.proxied, knowledge);
  return {
    ...destination,
    key,
    subject,
    transport: contact.transport,
    traffic: contact.traffic,
    outcome: contact.outcome,
    fromCache: contact.fromCache,
    proxied: contact.proxied,
    peer: contact.peer,
    via: [contact.via],
    relayedBy,
    firstSeen: attempt?.firstSeen ?? contact.at,
    lastSeen: contact.at,
    requests: contact.meter === null ? 1 : 0,
    bytesSent: null,
    bytesReceived: null,
    roundTripTime: contact.roundTripTime,
  };
}

/** @returns whether the row must be judged again. */
function update(row: Row, contact: Contact): boolean {
  const completesAttempt = row.outcome === 'attempted' && contact.outcome !== 'attempted';
  const answered = contact.outcome === 'reached' && row.outcome !== 'reached';
  if (contact.meter === null && !completesAttempt) row.requests += 1;
  if (answered || completesAttempt) row.outcome = contact.outcome;
  if (!contact.fromCache) row.fromCache = false;
  if (contact.at > row.lastSeen) row.lastSeen = contact.at;
  if (!row.via.includes(contact.via)) row.via = [...row.via, contact.via];
  if (contact.roundTripTime !== null) {
    row.roundTripTime = Math.min(row.roundTripTime ?? Infinity, contact.roundTripTime);
  }
  return answered;
}

function judge(record: PageRecord, row: Row, { knowledge, policy }: Bench): void {
  const findings = assess(row.key, { ...row, destination: row }, knowledge, policy);
  if (findings.length === 0) record.findings.delete(row.key);
  else record.findings.set(row.key, findings);
}

/**
 * Adds what a path has carried since it was last read. A path that was only checked and now
 * carries voice takes its bytes along: it never was a second destination.
 */
function readMeter(
  record: PageRecord,
  row: Row,
  frame: string,
  { path, bytesSent, bytesReceived }: NonNullable<Contact['meter']>,
): void {
  const key = `${frame} ${path}`;
  const before = record.meters.get(key);
  if (before !== undefined && before.row !== row.key) leave(record, before);
  const last = before?.row === row.key ? before : undefined;
  if (last === undefined) row.requests += 1;
  record.meters.set(key, { row: row.key, sent: bytesSent, received: bytesReceived });
  row.bytesSent = (row.bytesSent ?? 0) + increase(last?.sent, bytesSent);
  row.bytesReceived = (row.bytesReceived ?? 0) + increase(last?.received, bytesReceived);
}

function leave(record: PageRecord, meter: Meter): void {
  const row = record.rows.get(meter.row);
  if (row === undefined) return;
  row.requests -= 1;
  row.bytesSent = (row.bytesSent ?? 0) - meter.sent;
  row.bytesReceived = (row.bytesReceived ?? 0) - meter.received;
  if (row.requests > 0) return;
  record.rows.delete(row.key);
  record.findings.delete(row.key);
}

/** A total below the last one began anew (a frame that was loaded again): it counts from zero. */
function increase(last = 0, total: number): number {
  return total < last ? total : total - last;
}
