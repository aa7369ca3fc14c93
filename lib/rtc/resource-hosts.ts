import { MOST_HOSTS, type ResourceHost } from '../resource-host';

/** Hosts told of in one frame; a page can make up names without end. */
const MOST_IN_A_FRAME = 512;

/**
 * Collects the hosts of resource URLs, each once.
 * @returns a function from URLs to the lists of hosts not yet told of, sized for one message each.
 */
export function createHostCollector(): (urls: readonly string[]) => readonly ResourceHost[][] {
  const told = new Set<string>();
  return (urls) => {
    const fresh: ResourceHost[] = [];
    for (const url of urls) {
      const host = resourceHost(url);
      if (host === null || told.size >= MOST_IN_A_FRAME) continue;
      const key = `${host.scheme}://${host.host}:${host.port}`;
      if (told.has(key)) continue;
      told.add(key);
      fresh.push(host);
    }
    return Array.from({ length: Math.ceil(fresh.length / MOST_HOSTS) }, (_, i) =>
      fresh.slice(i * MOST_HOSTS, (i + 1) * MOST_HOSTS),
    );
  };
}

/** The host of an http(s) URL; `null` for `data:`, `blob:` and what isn't a URL. */
export function resourceHost(url: string): ResourceHost | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, port } = new URL(url);
  if (protocol === 'https:') return { scheme: 'https', host: hostname, port: Number(port || 443) };
  if (protocol === 'http:') return { scheme: 'http', host: hostname, port: Number(port || 80) };
  return null;
}

/** Names every resource of this document, those before the call included (Resource Timing §4). */
export function watchResources(onUrls: (urls: readonly string[]) => void): () => void {
  const observer = new PerformanceObserver((list) => {
    onUrls(list.getEntries().map(({ name }) => name));
  });
  observer.observe({ type: 'resource', buffered: true });
  return () => observer.disconnect();
}
