import type { Vendor } from '../vendors/vendor';
import type { App } from './app';

const PAGE_SCHEMES = ['http', 'https'] as const;

/** `*://` leaves out WebSockets in Chromium, so every scheme is spelt out. */
const REQUEST_SCHEMES = [...PAGE_SCHEMES, 'ws', 'wss'] as const;

/**
 * Match patterns of the pages that are watched without being asked for.
 * Pages only: a content script's pattern with a WebSocket scheme is refused by the browsers.
 */
export function siteMatchPatterns(apps: readonly App[]): readonly string[] {
  return patterns(PAGE_SCHEMES, sitesOf(apps));
}

/**
 * Host permissions of the installed extension: the catalogued sites and the vendors' domains, save
 * those on which people live. Chromium shows a request only with permission for both its page and
 * its destination.
 */
export function hostPermissionPatterns(
  apps: readonly App[],
  vendors: readonly Vendor[],
): readonly string[] {
  const suffixes = vendors
    .flatMap(({ domains }) => domains)
    .filter(({ attributeOnly }) => !attributeOnly)
    .map(({ suffix }) => suffix);
  return patterns(REQUEST_SCHEMES, [...sitesOf(apps), ...suffixes]);
}

function sitesOf(apps: readonly App[]): readonly string[] {
  return apps.flatMap(({ sites }) => sites);
}

/** `*.` matches the domain itself and everything below it, so covered names are left out. */
function patterns(schemes: readonly string[], domains: readonly string[]): readonly string[] {
  const all = new Set(domains);
  const widest = [...all].filter((domain) => !parents(domain).some((parent) => all.has(parent)));
  return widest.flatMap((domain) => schemes.map((scheme) => `${scheme}://*.${domain}/*`)).sort();
}

function parents(domain: string): readonly string[] {
  const labels = domain.split('.');
  return labels.slice(1).map((_, index) => labels.slice(index + 1).join('.'));
}
