import type { Contact } from '../contact';
import type { Knowledge } from '../destination';
import { parseHostname } from '../hostname';
import type { Exposure, Identifier } from '../identifiers/identifier';
import { isReadableOnTheWay, leavesThisComputer } from '../readable-on-the-way';
import { isSameSite } from '../registrable-domain';

/** A TURN server's user name travels as this attribute (RFC 8489 §14.3). */
const TURN_USER: Identifier = { names: 'user', exposure: 'cleartext', parameter: 'USERNAME' };

/**
 * Rooms and users that a request names to somebody who should not need it. What a receiver's own
 * software calls a room or a user is in the catalogue; the room's name is the page's own. A TURN
 * server's user name is judged where it was seen.
 * @param host of the page.
 */
export function identifiersIn(
  contact: Contact,
  host: string,
  knowledge: Pick<Knowledge, 'vendorOfHost' | 'vendor'>,
): readonly Identifier[] {
  const { request } = contact;
  if (contact.namesUser && leavesThisComputer(contact.endpoint)) return [TURN_USER];
  // Blocked or refused, it told nobody, whatever else has reached the same machine.
  if (request === null || contact.fromCache || contact.outcome !== 'reached') return [];
  if (!request.namesRoom && request.parameters.length === 0) return [];
  const exposure = exposureOf(contact, host, knowledge);
  if (exposure === null) return [];
  const known = vendorOf(contact.endpoint.hostname, knowledge)?.identifiers ?? [];
  const named = known.filter(({ parameter }) => request.parameters.includes(parameter));
  return [
    ...(request.namesRoom ? [{ names: 'room', exposure, parameter: null } as const] : []),
    ...named.map(({ names, parameter }) => ({ names, exposure, parameter })),
  ];
}

/** The page's own site, and the other sites of whoever runs it, are no third parties. */
function exposureOf(
  { endpoint, transport, request }: Contact,
  host: string,
  knowledge: Pick<Knowledge, 'vendorOfHost' | 'vendor'>,
): Exposure | null {
  if (isReadableOnTheWay(endpoint, transport)) return 'cleartext';
  // The way to the page: the user came from there, and brought the address along.
  if (request?.resource === 'document') return null;
  const { hostname, address } = endpoint;
  if (isSameSite(host, hostname ?? address ?? '')) return null;
  const page = vendorOf(host, knowledge);
  const isSameCompany = page !== null && page === vendorOf(hostname, knowledge);
  return isSameCompany ? null : 'third-party';
}

function vendorOf(host: string | null, knowledge: Pick<Knowledge, 'vendorOfHost' | 'vendor'>) {
  const name = host === null ? null : parseHostname(host);
  const match = name && knowledge.vendorOfHost(name);
  return match && knowledge.vendor(match.vendor);
}
