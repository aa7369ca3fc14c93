import type { Endpoint } from '../observation';
import { registrableDomainOf } from '../registrable-domain';
import type { PageRecord, Row } from './page-record';

/** Whether an endpoint's address is one at which nearly everybody seems to be. */
export function isProxy({ proxy }: PageRecord, { address }: Endpoint): boolean {
  return proxy !== null && address === proxy;
}

/**
 * Notes at which address a named server answered.
 * @returns whether that changes what is taken for a proxy's address.
 */
export function noteAnswer(
  record: PageRecord,
  { endpoint, vendor, outcome, peer }: Pick<Row, 'endpoint' | 'vendor' | 'outcome' | 'peer'>,
): boolean {
  const { hostname, address } = endpoint;
  const site = hostname && registrableDomainOf(hostname);
  if (site === null || address === null || outcome !== 'reached' || peer === 'person') return false;
  const before = record.proxy;
  record.proxy = record.sharing.add({ site, address, vendor: vendor?.vendor ?? null });
  return record.proxy !== before;
}
