import type { Contact } from '../contact';
import type { Subject } from '../subject';

/** Names a destination but for its address: one host may answer from several machines. */
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
  return `${subject} ${traffic} ${transport} ${endpoint.hostname ?? ''}:${endpoint.port ?? ''}`;
}
