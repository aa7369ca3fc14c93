import type { AppId } from '../apps/app';
import type { AppMatcher } from '../apps/match';
import { parseHostname } from '../hostname';
import type { Settings } from '../settings';

/** Whether a page is watched, and as which app (`null`: a site the user added). */
export type WatchList = (url: URL) => { readonly app: AppId | null } | null;

/** The catalogue's apps and the sites the user added. A site's other ports are watched with it. */
export function createWatchList(appOf: AppMatcher, { sites }: Settings): WatchList {
  const own = new Set(sites.map((site) => new URL(site).hostname));
  return ({ protocol, hostname }) => {
    if (protocol !== 'http:' && protocol !== 'https:') return null;
    const name = parseHostname(hostname);
    const app = name && appOf(name);
    if (app !== null) return { app: app.id };
    return own.has(hostname) ? { app: null } : null;
  };
}
