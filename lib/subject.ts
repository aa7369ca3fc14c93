import type { ResourceKind, Traffic } from './observation';
import type { VendorRole } from './vendors/vendor';

/** The four fixed rows of every report, in this order. */
export const SUBJECTS = ['voice', 'room-data', 'check', 'other'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** Roles whose vendors are handed what happens in the room. */
const ROOM_ROLES: ReadonlySet<VendorRole> = new Set(['rtc', 'signalling', 'turn', 'messaging']);

/** Requests by which a page exchanges data, as opposed to loading parts of itself. */
const EXCHANGES: ReadonlySet<ResourceKind> = new Set(['fetch', 'beacon']);

export interface RequestFacts {
  readonly resource: ResourceKind;
  readonly sends: boolean;
  /** Same registrable domain as the page. */
  readonly firstParty: boolean;
  /** Roles of the vendor, `null` when the vendor isn't known. */
  readonly roles: readonly VendorRole[] | null;
}

/**
 * Which row of the report something belongs to.
 * A fetch counts as room data when the page's own site or a vendor of real-time services gets it,
 * or when the page hands data to a machine nobody has catalogued; loading a picture never does.
 */
export function subjectOf(traffic: Traffic, request: RequestFacts | null): Subject {
  switch (traffic) {
    case 'media':
      return 'voice';
    case 'data-channel':
    case 'signalling':
      return 'room-data';
    case 'connectivity-check':
      return 'check';
    case 'http':
      return request !== null && isRoomData(request) ? 'room-data' : 'other';
  }
}

function isRoomData({ resource, sends, firstParty, roles }: RequestFacts): boolean {
  if (!EXCHANGES.has(resource)) return false;
  if (firstParty) return true;
  return roles === null ? sends : roles.some((role) => ROOM_ROLES.has(role));
}
