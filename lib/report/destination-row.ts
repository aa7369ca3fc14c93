import type { Contact } from '../contact';
import type { Knowledge } from '../destination';
import { person, resolve } from '../resolve';
import type { Subject } from '../subject';
import { type PageRecord, type Row, rowKey } from './page-record';
import { isProxy } from './proxy-address';

/** An attempt becomes the row of the machine that answered it. */
export function takeAttempt(record: PageRecord, hostKey: string, contact: Contact): Row | null {
  if (contact.endpoint.address === null) return null;
  const key = rowKey(hostKey, null);
  const attempt = record.rows.get(key);
  if (attempt?.outcome !== 'attempted') return null;
  record.rows.delete(key);
  record.findings.delete(key);
  return attempt;
}

export function newRow(
  record: PageRecord,
  key: string,
  subject: Subject,
  contact: Contact,
  relayedBy: string | null,
  attempt: Row | null,
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

/** Adds what a further contact tells. @returns whether the row must be judged again. */
export function updateRow(row: Row, contact: Contact): boolean {
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
