import type { Contact } from '../contact';
import { hostKeyOf } from './host-key';
import { dropRow, type PageRecord, rowKey } from './page-record';

/**
 * A TURN server that carries something is one destination: that it was configured and answered
 * before is no second one.
 */

/** An ICE server of the page's configuration, not a path that was measured. */
export function isConfiguredOnly({ meter, traffic }: Contact): boolean {
  return meter === null && traffic === 'connectivity-check';
}

export function isTurnInUse(record: PageRecord, contact: Contact): boolean {
  return [
    hostKeyOf({ ...contact, traffic: 'media' }, 'voice'),
    hostKeyOf({ ...contact, traffic: 'data-channel' }, 'room-data'),
  ].some((key) => record.rowOfHost.has(key));
}

export function dropConfiguredTurn(record: PageRecord, contact: Contact): void {
  if (contact.traffic === 'connectivity-check') return;
  const hostKey = hostKeyOf({ ...contact, traffic: 'connectivity-check' }, 'check');
  for (const key of [rowKey(hostKey, null), rowKey(hostKey, contact.endpoint.address)]) {
    if (record.rows.get(key)?.bytesSent === null) dropRow(record, key);
  }
}
