import type { Contact } from '../contact';
import { hostKeyOf } from './host-key';
import { dropRow, hostKeyIn, type PageRecord, type Row } from './page-record';

/**
 * Sound recognised by what a page's scripts do has no address of its own: the request that opened
 * its socket or stream has one, and stops being a destination beside it.
 */

/** The contact with the address of the request to the same host, as far as one was seen. */
export function placeSound(record: PageRecord, contact: Contact): Contact {
  const row = openingOf(record, contact) ?? rowAt(record, hostKeyOf(contact, 'voice'));
  if (row === undefined || contact.endpoint.address !== null) return contact;
  const endpoint = { ...contact.endpoint, address: row.endpoint.address };
  return { ...contact, endpoint, proxied: row.proxied };
}

/** Counts one request less where it was: it opened what is told of as voice now. */
export function leaveOpening(record: PageRecord, contact: Contact): void {
  const row = openingOf(record, contact);
  if (row !== undefined) leaveRow(record, row, 1);
}

export function leaveRow(record: PageRecord, row: Row, requests: number): void {
  row.requests -= requests;
  if (row.requests > 0) return;
  dropRow(record, row.key);
  record.rowOfHost.delete(hostKeyIn(row.key));
}

function openingOf(record: PageRecord, contact: Contact): Row | undefined {
  const traffic = contact.transport.startsWith('http') ? 'http' : 'signalling';
  const opening = openedBy(record, { ...contact, traffic });
  if (opening !== undefined || contact.transport !== 'webtransport') return opening;
  // Firefox 153 tells of a session's handshake as of an HTTPS request that belongs to no tab. A page's
  // own requests to the same host may have reached another machine: their address isn't taken.
  const request = openedBy(record, { ...contact, traffic: 'http', transport: 'https' });
  return request?.via.includes('background-worker') ? request : undefined;
}

function openedBy(record: PageRecord, opening: Contact): Row | undefined {
  return (
    rowAt(record, hostKeyOf(opening, 'room-data')) ?? rowAt(record, hostKeyOf(opening, 'other'))
  );
}

function rowAt(record: PageRecord, hostKey: string): Row | undefined {
  return record.rows.get(record.rowOfHost.get(hostKey) ?? '');
}
