import { describe, expect, it } from 'vitest';
import { isNavigation, type RequestDetails, toObservation } from '../../lib/browser/web-request';

/** As Chromium 156 and Firefox 153 report them. */
const chromium: RequestDetails = {
  requestId: '42',
  url: 'https://api.room.example/rooms?id=7',
  method: 'POST',
  type: 'xmlhttprequest',
  timeStamp: 1_790_000_000_000.25,
  tabId: 3,
  frameId: 0,
  ip: '3.80.0.10',
  fromCache: false,
  statusCode: 200,
  initiator: 'https://room.example',
  documentId: '8A1F',
  documentLifecycle: 'active',
};
const { initiator, documentId, documentLifecycle, ...common } = chromium;
const firefox: RequestDetails = {
  ...common,
  originUrl: 'https://room.example/room/7',
  documentUrl: 'https://room.example/room/7',
  proxyInfo: null,
};

const ROOM = new Set(['1vOxwMqRzXyGB']);

function observed(details: RequestDetails, change: Partial<RequestDetails>) {
  return toObservation({ ...details, ...change }, 'reached', ROOM);
}

describe('a request is the same observation in both browsers', () => {
  it.each([
    ['Chromium', chromium],
    ['Firefox', firefox],
  ])('%s', (_, details) => {
    expect(toObservation(details, 'reached', ROOM)).toEqual({
      kind: 'request',
      at: 1_790_000_000_000,
      endpoint: { hostname: 'api.room.example', address: '3.80.0.10', port: 443 },
      transport: 'https',
      resource: 'fetch',
      sends: true,
      parameters: ['id'],
      namesRoom: false,
      outcome: 'reached',
      fromCache: false,
      proxied: false,
      software: [],
      via: 'page',
      origin: 'https://room.example',
    });
  });
});

describe('toObservation', () => {
  it.each<[string, Partial<RequestDetails>, object]>([
    [
      'its parameters are known by name, and the room by sight',
      { url: 'https://a.example/?u=https%3A%2F%2Fx.com%2F1vOxwMqRzXyGB&userId=7' },
      { parameters: ['u', 'userId'], namesRoom: true },
    ],
    ['another room is none', { url: 'https://a.example/1vOxwMqRzXyGC' }, { namesRoom: false }],
    ['a GET sends nothing', { method: 'GET' }, { sends: false }],
    [
      'a WebSocket always sends',
      { method: 'GET', type: 'websocket', url: 'wss://s.room.example/' },
      { sends: true, transport: 'wss', resource: 'websocket' },
    ],
    [
      'a WebSocket’s URL may have a mark of its software',
      {
        method: 'GET',
        type: 'websocket',
        url: 'wss://s.room.example/rtc/v1?access_token=secret&join_request=secret',
      },
      { software: [{ software: 'livekit', mark: 'socket' }] },
    ],
    [
      'a request’s URL is not looked at',
      { url: 'https://s.room.example/rtc/v1?access_token=secret&join_request=secret' },
      { software: [] },
    ],
    ['a beacon in Chromium', { type: 'ping' }, { resource: 'beacon' }],
    ['a beacon in Firefox', { type: 'beacon' }, { resource: 'beacon' }],
    [
      'a WebTransport session has an https URL',
      { type: 'webtransport', url: 'https://moq.room.example:4443/' },
      { transport: 'webtransport', sends: true },
    ],
    ['an unheard-of type', { type: 'speculative' }, { resource: 'other' }],
    ['a default port', { url: 'http://room.example/' }, { endpoint: { port: 80 } }],
    ['a named port', { url: 'http://room.example:8080/' }, { endpoint: { port: 8080 } }],
    [
      'no address from the browser',
      { ip: null },
      { endpoint: { hostname: 'api.room.example', address: null } },
    ],
    [
      "a SOCKS proxy's name look-up in Firefox",
      { ip: '0.0.0.0', proxyInfo: { type: 'socks' } },
      { endpoint: { address: null }, proxied: true },
    ],
    ['a direct connection', { proxyInfo: { type: 'direct' } }, { proxied: false }],
    [
      'an IPv4 host',
      { url: 'https://3.80.0.10/', ip: null },
      { endpoint: { hostname: null, address: '3.80.0.10' } },
    ],
    [
      'an IPv6 host',
      { url: 'https://[2408:8000:0::1]/', ip: null },
      { endpoint: { hostname: null, address: '2408:8000::1' } },
    ],
    ['a frame', { frameId: 15_032_385_537 }, { via: 'frame' }],
    ['a service worker', { tabId: -1, frameId: -1 }, { via: 'background-worker' }],
    ['an opaque origin', { initiator: 'null' }, { origin: null }],
    [
      'a host name as strange as URLs allow',
      { url: 'https://__proto__/' },
      { endpoint: { hostname: '__proto__' } },
    ],
  ])('%s', (_, change, expected) => {
    expect(observed(change.proxyInfo === undefined ? chromium : firefox, change)).toMatchObject(
      expected,
    );
  });

  it.each([
    'data:text/plain,x',
    'blob:https://room.example/1',
    'chrome-extension://abc/popup.html',
    '',
  ])('reaches no network: %s', (url) => expect(observed(chromium, { url })).toBeNull());
});

describe('a failure', () => {
  it.each<[string, RequestDetails, object | null]>([
    [
      'that was refused',
      { ...chromium, ip: null, error: 'net::ERR_CONNECTION_REFUSED' },
      { outcome: 'failed', endpoint: { address: null } },
    ],
    [
      'of an answer withheld from the page, in Chromium',
      { ...chromium, ip: null, error: 'net::ERR_FAILED' },
      { outcome: 'reached', endpoint: { address: null } },
    ],
    [
      'of a socket, which its page may have given up, in Chromium',
      { ...chromium, type: 'websocket', ip: null, error: 'net::ERR_FAILED' },
      { outcome: 'failed' },
    ],
    [
      'of an answer that began and was counted, in Chromium',
      { ...chromium, error: 'net::ERR_ABORTED' },
      null,
    ],
    [
      'of an answer withheld from the page, in Firefox',
      { ...firefox, error: 'NS_ERROR_FAILURE' },
      { outcome: 'reached', endpoint: { address: '3.80.0.10' } },
    ],
  ])('%s', (_, details, expected) => {
    const observation = toObservation(details, 'failed', ROOM);
    if (expected === null) expect(observation).toBeNull();
    else expect(observation).toMatchObject(expected);
  });
});

describe('isNavigation', () => {
  const mainFrame = { ...common, type: 'main_frame' };
  it.each<[string, RequestDetails, boolean]>([
    ['a page in Chromium', { ...mainFrame, documentLifecycle: 'active' }, true],
    ['a page in Firefox', { ...mainFrame, originUrl: 'https://room.example/' }, true],
    [
      'a prefetch, which names the document that asked',
      { ...mainFrame, documentLifecycle: 'active', documentId: '8A1F' },
      false,
    ],
    ['a prerendered page', { ...mainFrame, documentLifecycle: 'prerender' }, false],
    ['a frame', { ...mainFrame, type: 'sub_frame' }, false],
  ])('%s', (_, details, expected) => expect(isNavigation(details)).toBe(expected));
});
