import fc from 'fast-check';
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
  test('whatever comes, what turns it was foretold', () => {
    const answered = fc.record({
      site: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
      address: fc.constantFrom('192.0.2.1', '192.0.2.2', '192.0.2.3'),
    });
    let turns = 0;
    fc.assert(
      fc.property(fc.array(fc.array(answered, { minLength: 1, maxLength: 2 })), (page) => {
        const shared = createSharedAddress();
        let before: IpAddress | null = null;
        for (const together of page) {
          const some = together.flatMap(({ site, address }) => at(address, site));
          const could = some.some(({ address }) => shared.couldTurn(address, some.length));
          for (const one of some) {
            const now = shared.add(one);
            if (now !== before) turns += 1;
            expect(could || now === before).toBe(true);
            before = now;
          }
        }
      }),
      { numRuns: 2000 },
    );
    expect(turns).toBeGreaterThan(100);
  });

  test('of a page’s own servers at their own addresses nothing is foretold', () => {
    const shared = createSharedAddress();
    for (let i = 0; i < 20; i += 1) {
      const [one] = at(`192.0.2.${i}`, `${i}.example`);
      if (one === undefined) throw new Error('no answer');
      expect(shared.couldTurn(one.address, 1)).toBe(false);
      shared.add(one);
    }
  });

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
