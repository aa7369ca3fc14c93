import type { Contact } from '../contact';
import type { Subject } from '../subject';

/**
 * Names a destination but for its address: one host may answer from several machines. Where no name
 * is known, each address is a host of its own.
 */
export function hostKeyOf(
  {
    peer,
    traffic,
    transport,
    endpoint,
  }: Pick<Contact, 'peer' | 'traffic' | 'transport' | 'endpoint'>,
  subject: Subject,
): string {
  if (peer === 'person') return `${subject} ${traffic} ${transport} person`;
  const host = endpoint.hostname ?? endpoint.address ?? '';
  return `${subject} ${traffic} ${transport} ${host}:${endpoint.port ?? ''}`;
}
