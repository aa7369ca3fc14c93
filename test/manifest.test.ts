import { describe, expect, it } from 'vitest';
import config from '../wxt.config';

type Manifest = Record<string, unknown>;
const manifestOf = (browser: string) =>
  (config.manifest as (env: { browser: string }) => Manifest)({ browser });

describe.each(['chrome', 'firefox'])('the manifest for %s', (browser) => {
  const manifest = manifestOf(browser);

  it('asks for exactly these permissions', () => {
    expect(manifest.permissions).toEqual(['webRequest', 'storage', 'scripting', 'activeTab']);
    expect(manifest.optional_permissions).toEqual(['notifications']);
    expect(manifest.optional_host_permissions).toEqual(['<all_urls>']);
  });

  it('spells out every scheme of every host, and asks for no host it cannot name', () => {
    const patterns = manifest.host_permissions as string[];
    for (const pattern of patterns) {
      expect(pattern).toMatch(/^(?:https?|wss?):\/\/\*\.[a-z0-9-]+(?:\.[a-z0-9-]+)+\/\*$/);
    }
    const hostsOf = (scheme: string) =>
      patterns.filter((it) => it.startsWith(`${scheme}:`)).map((it) => it.split('//')[1]);
    for (const scheme of ['http', 'ws', 'wss']) expect(hostsOf(scheme)).toEqual(hostsOf('https'));
  });

  it.each(['web_accessible_resources', 'externally_connectable', 'devtools_page', 'sandbox'])(
    'has no %s',
    (key) => expect(manifest[key]).toBeUndefined(),
  );

  it('forbids every request but for packaged files', () => {
    const { extension_pages } = manifest.content_security_policy as { extension_pages: string };
    const directives = new Map(
      extension_pages.split('; ').map((it) => [it.split(' ')[0], it.split(' ').slice(1)]),
    );
    expect(directives.get('default-src')).toEqual(["'none'"]);
    expect(directives.get('connect-src')).toEqual(["'self'"]);
    expect(directives.get('img-src')).toEqual(["'self'", 'data:']);
    for (const [name, sources] of directives) {
      for (const source of sources) {
        expect(["'none'", "'self'", 'data:'], `${name} ${source}`).toContain(source);
      }
    }
  });
});

/** Older ones lack what the code takes for granted; private windows share one background. */
it.each([
  ['chrome', { minimum_chrome_version: '120', incognito: 'spanning' }],
  [
    'firefox',
    {
      browser_specific_settings: {
        gecko: { strict_min_version: '140.0' },
        gecko_android: { strict_min_version: '142.0' },
      },
      incognito: 'spanning',
    },
  ],
])('names the oldest browser it runs in: %s', (browser, expected) => {
  expect(manifestOf(browser)).toMatchObject(expected);
});

it('says in Firefox that no data is collected', () => {
  expect(manifestOf('firefox')).toMatchObject({
    browser_specific_settings: { gecko: { data_collection_permissions: { required: ['none'] } } },
  });
});
