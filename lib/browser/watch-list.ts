import type { AppId } from '../apps/app';
import type { AppMatcher } from '../apps/match';
import { placeOf } from '../apps/room-address';
import { parseHostname } from '../hostname';
import type { Settings } from '../settings';

/** A page that is watched, and what is known of it before it does anything. */
export interface WatchedPage {
  /** `null`: a site the user added. */
  readonly app: AppId | null;
  /** Whether its address leads to a room of the app; `null` when that can't be told. */
  readonly place: 'room' | 'site' | null;
}

export type WatchList = (url: URL) => WatchedPage | null;

/** The catalogue's apps and the sites the user added. A site's other ports are watched with it. */
export function createWatchList(appOf: AppMatcher, { sites }: Settings): WatchList {
  const own = new Set(sites.map((site) => new URL(site).hostname));
  return ({ protocol, hostname, pathname }) => {
    if (protocol !== 'http:' && protocol !== 'https:') return null;
    const name = parseHostname(hostname);
    const app = name && appOf(name);
    if (app !== null) return { app: app.id, place: placeOf(app, pathname) };
    return own.has(hostname) ? { app: null, place: null } : null;
  };
}
