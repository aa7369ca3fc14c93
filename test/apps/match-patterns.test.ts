import { describe, expect, test } from 'vitest';
import type { App } from '../../lib/apps/app';
import { hostPermissionPatterns, siteMatchPatterns } from '../../lib/apps/match-patterns';
import { CATALOGUE } from '../../lib/vendors/catalog';
import type { Vendor } from '../../lib/vendors/vendor';

const app = (...sites: string[]) => ({ sites }) as unknown as App;
const vendor = (...domains: (string | [string, 'attributeOnly'])[]) =>
  ({
    domains: domains.map((domain) =>
      typeof domain === 'string'
        ? { suffix: domain, attributeOnly: false }
        : { suffix: domain[0], attributeOnly: true },
    ),
  }) as unknown as Vendor;

describe('match patterns', () => {
  test('of pages name http and https, the schemes a content script may have', () => {
    expect(siteMatchPatterns([app('room.example')])).toEqual([
      'http://*.room.example/*',
      'https://*.room.example/*',
    ]);
  });

  test('of permissions spell out WebSockets, which *:// leaves out', () => {
    expect(hostPermissionPatterns([app('room.example')], [vendor('rtc.example')])).toEqual([
      'http://*.room.example/*',
      'http://*.rtc.example/*',
      'https://*.room.example/*',
      'https://*.rtc.example/*',
      'ws://*.room.example/*',
      'ws://*.rtc.example/*',
      'wss://*.room.example/*',
      'wss://*.rtc.example/*',
    ]);
  });

  test('leave out names that a wider one covers, and say each once', () => {
    expect(siteMatchPatterns([app('a.example', 'live.a.example'), app('a.example')])).toEqual([
      'http://*.a.example/*',
      'https://*.a.example/*',
    ]);
    expect(siteMatchPatterns([app('a.example', 'nota.example')])).toHaveLength(4);
  });

  test('ask for no access to a domain on which people live', () => {
    const patterns = hostPermissionPatterns([], [vendor(['mail.example', 'attributeOnly'])]);
    expect(patterns).toEqual([]);
  });

  test('of the real catalogue reach no mail, no bank and nothing as wide as a top-level domain', () => {
    const patterns = hostPermissionPatterns(CATALOGUE.apps, CATALOGUE.vendors);
    for (const host of ['mail.google.com', 'mail.qq.com', 'www.facebook.com', 'mail.163.com']) {
      const above = host.split('.').map((_, index, labels) => labels.slice(index).join('.'));
      expect(above.filter((domain) => patterns.includes(`https://*.${domain}/*`))).toEqual([]);
    }
    expect(
      patterns.every((pattern) => /^(?:https?|wss?):\/\/\*\.[^*/]+\.[^*/]+\/\*$/.test(pattern)),
    ).toBe(true);
    expect(patterns).toEqual([...patterns].sort());
  });
});
