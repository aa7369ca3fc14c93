/**
 * Match patterns of the pages of one site, given by its origin. Patterns know no port: a site's
 * other ports are watched with it.
 */
export function pagePatternsOf(site: string): readonly string[] {
  const { hostname } = new URL(site);
  return [`http://${hostname}/*`, `https://${hostname}/*`];
}

/** What must be granted to see a site's own requests: `*://` would leave out its WebSockets. */
export function requestPatternsOf(site: string): readonly string[] {
  const { hostname } = new URL(site);
  return [...pagePatternsOf(site), `ws://${hostname}/*`, `wss://${hostname}/*`];
}
