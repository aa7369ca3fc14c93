import { describe, expect, test } from 'vitest';
import type { IpAddress } from '../../lib/address';
import { type Answered, createSharedAddress } from '../../lib/geo/shared-address';
import type { RegistrableDomain } from '../../lib/registrable-domain';

const at = (address: string, ...sites: string[]): Answered[] =>
  sites.map((site) => ({
    site: site as RegistrableDomain,
    address: address as IpAddress,
    vendor: null,
  }));

function sharedAddress(page: readonly Answered[]): IpAddress | null {
  const { add } = createSharedAddress();
  return page.reduce<IpAddress | null>((_, answered) => add(answered), null);
}

describe('createSharedAddress', () => {
  test('four strangers at one address are behind a proxy', () => {
    const page = at('192.0.2.1', 'app.example', 'agora.io', 'sentry.io', 'gstatic.com');
    expect(sharedAddress(page)).toBe('192.0.2.1');
  });

  test('also when a host is reached past it', () => {
    const page = [
      ...at('192.0.2.1', 'app.example', 'agora.io', 'sentry.io', 'gstatic.com'),
      ...at('203.0.113.9', 'intranet.example'),
    ];
    expect(sharedAddress(page)).toBe('192.0.2.1');
  });

  test.each<[string, Answered[]]>([
    ['nobody', []],
    ['three', at('192.0.2.1', 'app.example', 'agora.io', 'sentry.io')],
    ['one site many times', at('192.0.2.1', 'a.example', 'a.example', 'a.example', 'a.example')],
    [
      'four sites of one company',
      at('192.0.2.1', 'google.com', 'gstatic.com', 'youtube.com', 'ggpht.com').map((row) => ({
        ...row,
        vendor: 'google',
      })),
    ],
    [
      'a content delivery network among others',
      [
        ...at('192.0.2.1', 'a.example', 'b.example', 'c.example', 'd.example'),
        ...at('192.0.2.2', 'e.example'),
        ...at('192.0.2.3', 'f.example'),
      ],
    ],
  ])('%s: no proxy', (_, page) => {
    expect(sharedAddress(page)).toBeNull();
  });
});
