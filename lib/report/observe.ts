import { type Contact, contactsOf } from '../contact';
import type { CountryCode } from '../country';
import type { Knowledge } from '../destination';
import { refute } from '../geo/refute';
import { withIdentifiers } from '../identifiers/identifier';
import type { Observation } from '../observation';
import type { Policy } from '../policy';
import { isSameSite } from '../registrable-domain';
import { resolve } from '../resolve';
import { assess } from '../rules/assess';
import { type Subject, subjectOf } from '../subject';
import { begins, readMeter } from './byte-meter';
import { newRow, takeNameless, updateRow } from './destination-row';
import { hostKeyOf } from './host-key';
import { identifiersIn } from './identifiers-in';
import { notePart, recogniseStream } from './live-stream';
import {
  addGap,
  addHost,
  addLateHost,
  addOrigin,
  confirmLate,
  dropRow,
  type PageRecord,
  type Row,
  rowKey,
} from './page-record';
import { isProxy, noteAnswer } from './proxy-address';
import { attributeByAddress } from './same-machine';
import { attributeBySoftware } from './software-vendor';
import { leaveOpening, placeSound } from './sound-row';
import { MOST_NOT_SHOWN } from './tab-report';
import { dropConfiguredTurn, isConfiguredOnly, rowsOfTurn } from './turn-in-use';

/** A room's client rarely contacts a hundred hosts; the closest peer keeps 256. */
export const MOST_ROWS = 1024;

/** What an observation is judged by. */
export interface Bench {
  readonly knowledge: Knowledge;
  readonly policy: Policy;
  /** The country the user says they are in, `null` if they don't say. */
  readonly here: CountryCode | null;
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
  // A frame's background workers are this page's too. The site that linked here is not.
  if (observation.via === 'frame') addOrigin(record, observation.origin);
  let relay: string | null = null;
  let isNews = false;
  for (const seen of contactsOf(observation)) {
    const contact = recognised(record, seen, frame);
    const isFirst = contact.meter === null || begins(record, frame, contact.meter);
    const added = addContact(record, contact, contact.behindRelay ? relay : null, frame, bench);
    if (observation.kind === 'sound' && isFirst) leaveOpening(record, contact);
    if (added.row !== null) notePart(record, contact, added.row, frame);
    relay = added.row;
    isNews ||= added.isNews;
  }
  return isNews;
}

/** The same contact with what other observations of the page tell about it. */
function recognised(record: PageRecord, contact: Contact, frame: string): Contact {
  return contact.sound === undefined
    ? recogniseStream(record, contact, frame)
    : placeSound(record, contact);
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
  const known = record.rowOfHost.get(hostKey);
  const isRepeatedAttempt = contact.outcome === 'attempted' && known !== undefined;
  if (isRepeatedAttempt && contact.meter === null) return NOTHING_NEW;
  if (isConfiguredOnly(contact)) {
    const inUse = rowsOfTurn(record, contact);
    if (inUse.length > 0) return { row: null, isNews: nameToTurn(record, inUse, contact, bench) };
  }

  const key = keyOf(hostKey, contact, known);
  let row = record.rows.get(key);
  let isNews = row === undefined;
  if (row === undefined) {
    const attempt = takeNameless(record, hostKey, contact);
    const host = contact.endpoint.hostname ?? contact.endpoint.address ?? '';
    if (!contact.late) addHost(record, host);
    if (record.rows.size >= MOST_ROWS) {
      if (record.overflow.size < MOST_NOT_SHOWN) record.overflow.add(key);
      return NOTHING_NEW;
    }
    row = newRow(record, key, subject, contact, relayedBy, attempt, bench.knowledge);
    record.rows.set(key, row);
    if (contact.late) addLateHost(record, host, key);
    record.rowOfHost.set(hostKey, key);
    if (contact.meter !== null) row.identifiers = dropConfiguredTurn(record, contact);
    noteIdentifiers(record, row, contact, bench);
    refuteRow(row, bench);
    judgeNew(record, row, bench);
  } else {
    if (row.late && !contact.late) confirmLate(record, row);
    const isNamed = noteIdentifiers(record, row, contact, bench);
    const isMore = updateRow(row, contact) || isNamed;
    const isRefuted = refuteRow(row, bench);
    attributeBySoftware(row, bench.knowledge);
    isNews = isMore || isRefuted;
    if (isNews) judge(record, row, bench);
  }
  const isHeard = contact.meter !== null && readMeter(record, row, frame, contact.meter);
  noteDoubts(record, row, bench);
  if (isNews && noteAnswer(record, row)) rejudge(record, bench);
  return { row: key, isNews: isNews || isHeard };
}

/**
 * Takes back an attempt that the browser itself turned elsewhere (an upgrade to HTTPS, another
 * extension's redirect): nothing was sent there.
 */
export function retract(record: PageRecord, observation: Observation, bench: Bench): void {
  for (const contact of contactsOf(observation)) {
    const hostKey = hostKeyOf(contact, subjectOfContact(record, contact, bench.knowledge));
    const key = rowKey(hostKey, null);
    if (record.rows.get(key)?.outcome !== 'attempted') continue;
    dropRow(record, key);
    record.rowOfHost.delete(hostKey);
  }
}

/** What keeps a whole report from naming countries is said once for all rows. */
function noteDoubts(record: PageRecord, { location }: Row, { knowledge }: Bench): void {
  const because = location.known ? null : location.because;
  if (because === 'hidden-by-proxy') record.proxied = true;
  if (knowledge.fault === null && because !== 'no-database') return;
  const reason = knowledge.fault ?? 'a part of the location database is missing or damaged';
  addGap(record, { kind: 'no-database', reason });
}

/** Says everything again, after the databases or the policy have changed. O(rows). */
export function rejudge(record: PageRecord, bench: Bench): void {
  record.gaps.delete('no-database');
  record.proxied = false;
  record.vendorsByAddress.clear();
  record.nameless.clear();
  for (const row of record.rows.values()) {
    if (row.peer === 'server') {
      const isHidden = row.proxied || isProxy(record, row.endpoint);
      delete row.embedded;
      Object.assign(row, resolve(row.endpoint, isHidden, bench.knowledge));
    }
    refuteRow(row, bench);
    judgeNew(record, row, bench);
    noteDoubts(record, row, bench);
  }
}

/** @returns whether something was named to the row's machine that hadn't been before. */
function noteIdentifiers(record: PageRecord, row: Row, contact: Contact, bench: Bench): boolean {
  const more = identifiersIn(contact, record.host, bench.knowledge);
  const identifiers = withIdentifiers(row.identifiers, more);
  if (identifiers === row.identifiers) return false;
  row.identifiers = identifiers;
  return true;
}

/** @returns whether a TURN server in use was told of something it hadn't been told before. */
function nameToTurn(
  record: PageRecord,
  rows: readonly Row[],
  contact: Contact,
  bench: Bench,
): boolean {
  const told = rows.filter((row) => noteIdentifiers(record, row, contact, bench));
  for (const row of told) judge(record, row, bench);
  return told.length > 0;
}

/** @returns whether the row's location fell. */
function refuteRow(row: Row, { here }: Bench): boolean {
  if (here === null || row.roundTripTime === null) return false;
  const location = refute(row.location, here, row.roundTripTime * 1000);
  if (location === row.location) return false;
  row.location = location;
  return true;
}

function judgeNew(record: PageRecord, row: Row, bench: Bench): void {
  for (const other of attributeByAddress(record, row, bench.knowledge)) {
    if (other !== row) judge(record, other, bench);
  }
  attributeBySoftware(row, bench.knowledge);
  judge(record, row, bench);
}

/** What has no address (a cached answer in Firefox, a failure) joins the row of its host. */
function keyOf(hostKey: string, { endpoint, request }: Contact, known: string | undefined): string {
  if (endpoint.address === null && request !== null && known !== undefined) return known;
  return rowKey(hostKey, endpoint.address);
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

function judge(record: PageRecord, row: Row, { knowledge, policy, here }: Bench): void {
  const findings = assess(row.key, { ...row, destination: row, user: here }, knowledge, policy);
  if (findings.length === 0) record.findings.delete(row.key);
  else record.findings.set(row.key, findings);
}
