import type { Hostname } from '../hostname';
import { longestSuffix } from '../vendors/longest-suffix';
import type { App } from './app';

export type AppMatcher = (hostname: Hostname) => App | null;

/**
 * Names the app whose web client a page belongs to, by its host or a domain above it.
 * The matcher answers `null` for every page that isn't a catalogued room's.
 */
export function createAppMatcher(apps: readonly App[]): AppMatcher {
  const bySite = new Map(apps.flatMap((app) => app.sites.map((site) => [site, app] as const)));
  return (hostname) => longestSuffix(bySite, hostname);
}
