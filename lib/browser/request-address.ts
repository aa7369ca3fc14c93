import type { IpAddress } from '../address';
import { parseUrlHostAddress } from '../address-literal';
import { createBoundedCache } from '../geo/bounded-cache';
import { type Hostname, parseHostname } from '../hostname';
import type { Transport } from '../observation';

/** The server part of an address. One page's requests name the same few again and again. */
interface Server {
  readonly transport: Transport;
  /** `null` where the host is an address. */
  readonly hostname: Hostname | null;
  readonly address: IpAddress | null;
  readonly port: number;
  /** Name and port as the address has them. */
  readonly host: string;
}

/** A request's address, taken apart as far as it is looked at. */
export interface RequestAddress {
  readonly server: Server;
  readonly path: string;
  /** Between `?` and `#`; `''` for none. */
  readonly query: string;
}

const SCHEMES: Readonly<Record<string, { readonly transport: Transport; readonly port: number }>> =
  {
    'http:': { transport: 'http', port: 80 },
    'https:': { transport: 'https', port: 443 },
    'ws:': { transport: 'ws', port: 80 },
    'wss:': { transport: 'wss', port: 443 },
  };

const SERVER_PART = /^(?:https?|wss?):\/\/[^/?#]+/;

const MOST_SERVERS = 1024;
const MOST_ORIGINS = 256;
/**
 * Of longer addresses nothing is kept, or a page could fill the memory with them: a part of a text
 * keeps the whole of it (V8's sliced strings).
 */
const LONGEST_KEPT = 2048;

/**
 * Takes a browser's own, serialised address apart. A `URL` for each event was a third of what an
 * event cost in Chromium's service worker; only servers not seen lately need one.
 * @returns `null` for addresses that reach no network: `data:`, `blob:`, the extension's own.
 */
export function parseRequestAddress(url: string): RequestAddress | null {
  const [part] = SERVER_PART.exec(url) ?? [];
  if (part === undefined) return null;
  const server = url.length > LONGEST_KEPT ? serverOf(part) : cachedServer(part);
  if (server === null) return null;
  const [rest = ''] = url.slice(part.length).split('#', 1);
  const mark = rest.indexOf('?');
  if (mark < 0) return { server, path: rest, query: '' };
  return { server, path: rest.slice(0, mark), query: rest.slice(mark + 1) };
}

function serverOf(part: string): Server | null {
  if (!URL.canParse(part)) return null;
  const { protocol, hostname, port, host } = new URL(part);
  const scheme = SCHEMES[protocol];
  if (scheme === undefined) return null;
  const address = parseUrlHostAddress(hostname);
  return {
    transport: scheme.transport,
    hostname: address === null ? parseHostname(hostname) : null,
    address,
    port: port === '' ? scheme.port : Number(port),
    host,
  };
}

/** The origin of an address; `null` for opaque ones and for what is none. */
export function originOfAddress(url: string): string | null {
  return url.length > LONGEST_KEPT ? originOf(url) : cachedOrigin(url);
}

function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { origin } = new URL(url);
  return origin === 'null' ? null : origin;
}

const cachedServer = createBoundedCache(MOST_SERVERS, serverOf);
const cachedOrigin = createBoundedCache(MOST_ORIGINS, originOf);
