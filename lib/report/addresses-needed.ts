import type { IpAddress } from '../address';
import { contactsOf } from '../contact';
import type { Endpoint, Observation } from '../observation';
import { addressInHostname } from '../vendors/address-in-hostname';
import type { PageRecord } from './page-record';
import { placeSound } from './sound-row';

/**
 * The addresses that are located when an observation is added to a page: where its country data is
 * read in parts, those it lies in have to be there. Sometimes more than needed, never fewer.
 */
export function addressesNeeded(
  record: PageRecord,
  observation: Observation,
): readonly IpAddress[] {
  const contacts = contactsOf(observation).map((contact) =>
    contact.sound === undefined ? contact : placeSound(record, contact),
  );
  const own = contacts.flatMap(({ endpoint }) => addressesIn(endpoint));
  const turns = contacts.some(
    ({ endpoint: { address } }) =>
      address !== null && record.sharing.couldTurn(address, contacts.length),
  );
  return turns ? [...own, ...addressesOfPage(record)] : own;
}

/** The addresses that are located when a whole page is judged anew. */
export function addressesOfPage({ rows }: PageRecord): readonly IpAddress[] {
  return [...rows.values()].flatMap(({ endpoint }) => addressesIn(endpoint));
}

/** What is located of an endpoint: its address, or the one written in its name. */
export function addressesIn({ address, hostname }: Endpoint): readonly IpAddress[] {
  const written = hostname && addressInHostname(hostname);
  if (written !== null) return address === null ? [written] : [address, written];
  return address === null ? [] : [address];
}
