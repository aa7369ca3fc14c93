import type { IpAddress } from '../address';
import type { Knowledge } from '../destination';
import type { VendorMatch, VendorRole } from '../vendors/vendor';
import type { PageRecord, Row } from './page-record';

/** Vendors whose machines speak WebRTC; a cloud's or CDN's name says nothing of its tenants. */
const ROOM_ROLES: ReadonlySet<VendorRole> = new Set(['rtc', 'signalling', 'turn', 'messaging']);

/**
 * WebRTC knows addresses without names. Where the same page reached the same address by a vendor's
 * host name (a gateway on the media server is the usual case), the nameless path is that vendor's
 * too, whichever was seen first.
 * @returns the rows whose vendor has become known by it, to be judged again.
 */
export function attributeByAddress(
  record: PageRecord,
  row: Row,
  knowledge: Pick<Knowledge, 'vendor'>,
): readonly Row[] {
  const address = noteAddress(record, row);
  const match = address && record.vendorsByAddress.get(address);
  if (address === null || !match) return [];
  const roles = knowledge.vendor(match.vendor)?.roles ?? [];
  if (!roles.some((role) => ROOM_ROLES.has(role))) return [];
  const nameless = record.nameless.get(address) ?? [];
  record.nameless.delete(address);
  return nameless.flatMap((key) => {
    const other = record.rows.get(key);
    if (other === undefined) return [];
    other.vendor = match;
    return [other];
  });
}

/**
 * Remembers a row's address, with the vendor whose name it answered to or as one without a name.
 * @returns the address, `null` if it tells nothing of its owner.
 */
export function noteAddress(record: PageRecord, row: Row): IpAddress | null {
  const { hostname, address } = row.endpoint;
  if (address === null || !isOneMachine(row)) return null;
  if (row.vendor?.by === 'host' && hostname !== null) {
    if (!record.vendorsByAddress.has(address)) {
      const { vendor } = row.vendor;
      const match: VendorMatch = { vendor, by: 'address', matched: hostname };
      record.vendorsByAddress.set(address, match);
    }
  } else if (hostname === null && (row.vendor === null || row.vendor.by === 'sdk')) {
    const others = record.nameless.get(address);
    if (others === undefined) record.nameless.set(address, [row.key]);
    else others.push(row.key);
  }
  return address;
}

/** An anycast address, a proxy's or a special one stands for many machines of many owners. */
function isOneMachine({ location, peer }: Row): boolean {
  if (peer === 'person') return false;
  return location.known || location.because === 'disagree' || location.because === 'none';
}
