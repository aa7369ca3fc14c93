import { getDomain } from 'tldts';
import { createBoundedCache } from './geo/bounded-cache';

/** The part of a host name that somebody registered (eTLD+1, ICANN section of the list). */
export type RegistrableDomain = string & { readonly __brand: 'RegistrableDomain' };

const MOST_HOSTS = 1024;

/** @returns `null` for IP literals, single labels and public suffixes themselves. */
export const registrableDomainOf = createBoundedCache(
  MOST_HOSTS,
  (host: string) => getDomain(host) as RegistrableDomain | null,
);

/**
 * Whether two hosts belong to one site. Hosts without a registrable domain (`localhost`, an
 * address) are a site of their own.
 */
export function isSameSite(one: string, other: string): boolean {
  if (one === other) return true;
  const domain = registrableDomainOf(one);
  return domain !== null && domain === registrableDomainOf(other);
}
