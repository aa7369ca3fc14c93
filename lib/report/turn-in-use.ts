import type { Contact } from '../contact';
import type { Identifier } from '../identifiers/identifier';
import { hostKeyOf } from './host-key';
import { dropRow, type PageRecord, type Row, rowKey } from './page-record';

/**
 * A TURN server that carries something is one destination: that it was configured and answered
 * before is no second one.
 */

/** An ICE server of the page's configuration, not a path that was measured. */
export function isConfiguredOnly({ meter, traffic }: Contact): boolean {
  return meter === null && traffic === 'connectivity-check';
}

/** Rows of what goes through that TURN server. */
export function rowsOfTurn(record: PageRecord, contact: Contact): readonly Row[] {
  return [
    hostKeyOf({ ...contact, traffic: 'media' }, 'voice'),
    hostKeyOf({ ...contact, traffic: 'data-channel' }, 'room-data'),
  ].flatMap((key) => record.rows.get(record.rowOfHost.get(key) ?? '') ?? []);
}

/** @returns what the dropped row had named to that server. */
export function dropConfiguredTurn(record: PageRecord, contact: Contact): readonly Identifier[] {
  if (contact.traffic === 'connectivity-check') return [];
  const hostKey = hostKeyOf({ ...contact, traffic: 'connectivity-check' }, 'check');
  const keys = new Set([rowKey(hostKey, null), rowKey(hostKey, contact.endpoint.address)]);
  return [...keys].flatMap((key) => {
    const row = record.rows.get(key);
    if (row?.bytesSent !== null) return [];
    dropRow(record, key);
    return row.identifiers;
  });
}
