import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { originOfAddress, parseRequestAddress } from '../../lib/browser/request-address';

describe("a request's address", () => {
  it.each([
    ['https://a.example/', { hostname: 'a.example', address: null, port: 443 }, '/', ''],
    ['wss://a.example:8443/s?x=1#y', { hostname: 'a.example', port: 8443 }, '/s', 'x=1'],
    ['ws://a.example/?a#b?c', { transport: 'ws', port: 80 }, '/', 'a'],
    ['http://[2001:db8::1]:81/p', { hostname: null, address: '2001:db8::1', port: 81 }, '/p', ''],
    ['https://you:secret@a.example/p', { hostname: 'a.example', host: 'a.example' }, '/p', ''],
    ['https://a.example/p#q/?r', { hostname: 'a.example' }, '/p', ''],
  ])('%s', (url, server, path, query) => {
    expect(parseRequestAddress(url)).toMatchObject({ server, path, query });
  });

  it.each(['', 'data:text/plain,x', 'blob:https://a.example/1', 'https://', 'about:blank'])(
    'that reaches no network: %s',
    (url) => expect(parseRequestAddress(url)).toBeNull(),
  );

  it('is what the URL standard makes of it', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ validSchemes: ['http', 'https', 'ws', 'wss'], withQueryParameters: true }),
        (text) => {
          const url = new URL(text);
          const { server, path, query } = parseRequestAddress(url.href) ?? {};
          expect(server?.host).toBe(url.host);
          expect([path, query]).toEqual([url.pathname, url.search.slice(1)]);
        },
      ),
    );
  });

  it('may be of any length', () => {
    const url = `https://${'a'.repeat(100_000)}/p`;
    expect(parseRequestAddress(url)).toMatchObject({ server: { hostname: null }, path: '/p' });
  });
});

describe('the origin of an address', () => {
  it.each([
    ['https://room.example', 'https://room.example'],
    ['https://room.example:444/a/b?c', 'https://room.example:444'],
    ['data:text/html,x', null],
    ['null', null],
    ['', null],
  ])('%s: %s', (url, origin) => {
    expect(originOfAddress(url)).toBe(origin);
    expect(originOfAddress(url)).toBe(origin);
  });
});
