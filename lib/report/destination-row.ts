import type { Contact } from '../contact';
import type { Knowledge } from '../destination';
import { heardTogether } from '../hearing';
import { joinSound } from '../recognised-sound';
import { person, resolve } from '../resolve';
import { withMarks } from '../software/mark';
import type { Subject } from '../subject';
import { dropRow, type PageRecord, type Row, rowKey } from './page-record';
import { isProxy } from './proxy-address';

/** What had no address yet becomes the row of the machine that answered. */
export function takeNameless(record: PageRecord, hostKey: string, contact: Contact): Row | null {
  if (contact.endpoint.address === null || contact.meter !== null) return null;
  const key = rowKey(hostKey, null);
  const before = record.rows.get(key);
  if (before === undefined) return null;
  dropRow(record, key);
  return before;
}

export function newRow(
  record: PageRecord,
  key: string,
  subject: Subject,
  contact: Contact,
  relayedBy: string | null,
  before: Row | null,
  knowledge: Knowledge,
): Row {
  const destination =
    contact.peer === 'person'
      ? person()
      : resolve(contact.endpoint, contact.proxied || isProxy(record, contact.endpoint), knowledge);
  return {
    ...destination,
    key,
    subject,
    transport: contact.transport,
    traffic: contact.traffic,
    outcome: contact.outcome,
    fromCache: contact.fromCache,
    late: contact.late,
    proxied: contact.proxied,
    peer: contact.peer,
    hearing: subject === 'voice' ? contact.hearing : null,
    identifiers: [],
    via: [contact.via],
    relayedBy,
    firstSeen: before?.firstSeen ?? contact.at,
    lastSeen: contact.at,
    requests: contact.meter === null ? 1 + completed(before) : 0,
    bytesSent: null,
    bytesReceived: null,
    roundTripTime: contact.roundTripTime,
    software: withMarks(before?.software ?? [], contact.software),
    ...(contact.sound === undefined ? {} : { sound: contact.sound }),
  };
}

/** An attempt that is being answered was counted already. */
function completed(before: Row | null): number {
  return before === null || before.outcome === 'attempted' ? 0 : before.requests;
}

/** Adds what a further contact tells. @returns whether the row must be judged again. */
export function updateRow(row: Row, contact: Contact): boolean {
  const completesAttempt = row.outcome === 'attempted' && contact.outcome !== 'attempted';
  const answered = contact.outcome === 'reached' && row.outcome !== 'reached';
  if (contact.meter === null && !completesAttempt) row.requests += 1;
  if (answered || completesAttempt) row.outcome = contact.outcome;
  const isFirstOfTheServer = row.fromCache && !contact.fromCache;
  if (isFirstOfTheServer) row.fromCache = false;
  if (contact.at > row.lastSeen) row.lastSeen = contact.at;
  if (!row.via.includes(contact.via)) row.via = [...row.via, contact.via];
  if (contact.roundTripTime !== null) {
    row.roundTripTime = Math.min(row.roundTripTime ?? Infinity, contact.roundTripTime);
  }
  const software = withMarks(row.software, contact.software);
  const recognised = software !== row.software;
  row.software = software;
  const hearing = row.hearing && heardTogether(row.hearing, contact.hearing);
  const isHeardOtherwise = hearing !== row.hearing;
  row.hearing = hearing;
  const isKnownBetter = noteSound(row, contact);
  return isKnownBetter || answered || isFirstOfTheServer || recognised || isHeardOtherwise;
}

/** @returns whether more is known of the sound than before. */
function noteSound(row: Row, { sound }: Contact): boolean {
  if (sound === undefined) return false;
  const before = row.sound ?? { sent: null, received: null };
  row.sound = joinSound(before, sound);
  return row.sound.sent !== before.sent || row.sound.received !== before.received;
}
