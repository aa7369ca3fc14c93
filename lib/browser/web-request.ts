import { type IpAddress, parseAddress } from '../address';
import { createBoundedCache } from '../geo/bounded-cache';
import { parametersOf } from '../identifiers/parameters';
import { namesRoom, type RoomNames } from '../identifiers/room-names';
import type { Endpoint, Outcome, RequestObservation, ResourceKind, Via } from '../observation';
import { marksOfSocket } from '../software/marks';
import { originOfAddress, parseRequestAddress, type RequestAddress } from './request-address';
import { streamPartOf } from './stream-part';

/**
 * What Chromium and Firefox tell of a request, as far as it is used here.
 * `initiator`, `documentLifecycle` and the documents are Chromium's; `originUrl`, `documentUrl` and
 * `proxyInfo` are Firefox's.
 */
export interface RequestDetails {
  readonly requestId: string;
  readonly url: string;
  readonly method: string;
  readonly type: string;
  readonly timeStamp: number;
  readonly tabId: number;
  readonly frameId: number;
  readonly ip?: string | null;
  readonly fromCache?: boolean;
  readonly statusCode?: number;
  readonly error?: string;
  readonly initiator?: string;
  readonly documentId?: string;
  /** Of the document whose frame it is; left out for a page. */
  readonly parentDocumentId?: string;
  readonly documentLifecycle?: string;
  readonly originUrl?: string;
  readonly documentUrl?: string;
  /** Of a tab's own page only. */
  readonly responseHeaders?: readonly { readonly name: string; readonly value?: string }[];
  readonly proxyInfo?: { readonly type: string } | null;
}

/** The browsers' resource types; what is missing here is `other`. */
const RESOURCES: Readonly<Record<string, ResourceKind>> = {
  main_frame: 'document',
  sub_frame: 'frame',
  script: 'script',
  xmlhttprequest: 'fetch',
  // `navigator.sendBeacon` and `<a ping>`: `ping` in Chromium, `beacon` in Firefox.
  ping: 'beacon',
  beacon: 'beacon',
  websocket: 'websocket',
  webtransport: 'webtransport',
  media: 'media',
  image: 'image',
  imageset: 'image',
};

const RECEIVING_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Ends the browsers' differences: from here on a request is a request, and its address is gone but
 * for the host.
 * @param roomNames of the page, looked for in the address.
 * @returns `null` for requests that reach no network: `data:`, `blob:`, the extension's own.
 */
export function toObservation(
  details: RequestDetails,
  outcome: Outcome,
  roomNames: RoomNames,
): RequestObservation | null {
  const address = parseRequestAddress(details.url);
  if (address === null) return null;
  if (outcome === 'failed' && isCounted(details)) return null;
  const resource = RESOURCES[details.type] ?? 'other';
  const stream = streamPartOf(address, resource);
  return {
    kind: 'request',
    at: Math.round(details.timeStamp),
    endpoint: endpointOf(address, details.ip ?? null),
    transport: resource === 'webtransport' ? 'webtransport' : address.server.transport,
    resource,
    sends: isSocket(resource) || !RECEIVING_METHODS.has(details.method),
    parameters: parametersOf(address.query),
    namesRoom: namesRoom(details.url, roomNames),
    outcome: outcome === 'failed' && isAnswered(details) ? 'reached' : outcome,
    fromCache: details.fromCache === true,
    proxied: isProxied(details),
    software: resource === 'websocket' ? marksOfSocket(address) : [],
    via: viaOf(details),
    origin: originOf(details),
    ...(stream === null ? {} : { stream }),
  };
}

/**
 * Chromium names an address in a failure only after the response has started: that was an event of
 * its own. In Firefox it may be the only sign of an answer that the page was refused to see
 * (`NS_ERROR_FAILURE` for JSON without CORS).
 */
function isCounted({ ip, error }: RequestDetails): boolean {
  return Boolean(ip) && error?.startsWith('net::') === true;
}

/**
 * Chromium's words for an answer that came and isn't handed over: the page lacks the permission to
 * read it (CORS), or it has the wrong type (ORB), or the document forbids it. What was sent has arrived. No address is told: asking for it
 * (`extraHeaders`) would cost every WebSocket its own, measured in Chromium 156.
 */
const WITHHELD: ReadonlySet<string> = new Set([
  'net::ERR_FAILED',
  'net::ERR_BLOCKED_BY_ORB',
  'net::ERR_BLOCKED_BY_RESPONSE',
]);

function isAnswered({ ip, type, error = '' }: RequestDetails): boolean {
  // A socket that its page gave up before it was open fails with the same word.
  return Boolean(ip) || (type !== 'websocket' && WITHHELD.has(error));
}

function endpointOf({ server }: RequestAddress, ip: string | null): Endpoint {
  const { hostname, address, port } = server;
  return { hostname, address: reportedAddress(ip) ?? address, port };
}

/** Firefox reports `0.0.0.0` for names that a SOCKS proxy resolves: no address at all. */
function reportedAddress(ip: string | null): IpAddress | null {
  return ip === null || ip === '0.0.0.0' ? null : parsedAddress(ip);
}

/** As many as a page has destinations: the same few answer again and again. */
const parsedAddress = createBoundedCache(1024, parseAddress);

function isSocket(resource: ResourceKind): boolean {
  return resource === 'websocket' || resource === 'webtransport';
}

function isProxied({ proxyInfo }: RequestDetails): boolean {
  return proxyInfo != null && proxyInfo.type !== 'direct';
}

function viaOf(details: RequestDetails): Via {
  const { tabId, frameId } = details;
  if (tabId < 0) return 'background-worker';
  if (isPrerendered(details) || isPrefetchedPage(details)) return 'preload';
  return frameId > 0 ? 'frame' : 'page';
}

/** Origin of whoever asked; `null` for opaque origins and for the address bar. */
export function originOf(details: RequestDetails): string | null {
  const source = details.initiator ?? details.documentUrl ?? details.originUrl;
  return source === undefined ? null : originOfAddress(source);
}

/**
 * Whether this is the tab going to a new page. Prefetched and prerendered documents are
 * `main_frame` too, while the user stays where they are; in Chromium they carry the id of the
 * document that asked for them, and a real navigation carries none.
 */
export function isNavigation(details: RequestDetails): boolean {
  return details.type === 'main_frame' && !isPrefetchedPage(details) && !isPrerendered(details);
}

function isPrefetchedPage({ type, documentId }: RequestDetails): boolean {
  return type === 'main_frame' && documentId !== undefined;
}

/** Whether a page asks for it that is being prepared while another one stands in the tab. */
export function isPrerendered({ documentLifecycle }: RequestDetails): boolean {
  return documentLifecycle === 'prerender';
}

/** Whether a page asks for it that no tab shows any more. */
export function hasLeft({ documentLifecycle }: RequestDetails): boolean {
  return documentLifecycle === 'cached' || documentLifecycle === 'pending_deletion';
}

/**
 * A redirect by the browser itself or by another extension, which nobody was asked for: only an
 * answer from a machine carries its address.
 */
export function isInternalRedirect(
  phase: Phase,
  { ip, fromCache, proxyInfo }: RequestDetails,
): boolean {
  return phase === 'redirect' && !ip && fromCache !== true && proxyInfo == null;
}

/** Whether the answer to a navigation is saved instead of shown (RFC 6266). */
export function isDownload({ responseHeaders = [] }: RequestDetails): boolean {
  return responseHeaders.some(
    ({ name, value }) =>
      name.toLowerCase() === 'content-disposition' && /^\s*attachment\b/i.test(value ?? ''),
  );
}

/** The moments of a request that are listened to. */
export type Phase = 'attempt' | 'redirect' | 'response' | 'failure';
