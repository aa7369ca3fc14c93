import { afterEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../cli/browsers/launch';
import type { BrowserSession, LaunchOptions } from '../../cli/browsers/session';
import { BROWSERS, buildOf, isMissing, reportWhere } from './site/browsers';
import { startHttpProxy, startSocksProxy } from './site/proxies';
import { endQuietly } from './site/quiet-end';
import { startSmallSite } from './site/small-site';

/** A catalogued app, so that the installed extension watches it; nobody leaves this machine. */
const ROOM = 'http://www.clubhouse.com/';

const ended: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

/** How a proxy or VPN on the user's computer stands between, and what the browser is told. */
const WAYS: Readonly<Record<string, (port: number) => Promise<Partial<LaunchOptions>>>> = {
  'an HTTP proxy': async (port) => {
    const proxy = await startHttpProxy(port);
    ended.push(proxy.stop);
    return { proxy: proxy.url };
  },
  'a SOCKS proxy': async (port) => {
    const proxy = await startSocksProxy(port);
    ended.push(proxy.stop);
    return { proxy: proxy.url };
  },
  'a DNS that gives out addresses of its own': async (port) => ({
    hostRules: { '*:80': `127.7.7.7:${port}` },
  }),
};

const CASES = BROWSERS.flatMap((kind) => Object.keys(WAYS).map((way) => ({ kind, way })));

describe.each(CASES)('$kind behind $way', ({ kind, way }) => {
  it.skipIf(isMissing(kind))('names no country, and says that a proxy hides it', async () => {
    const site = await startSmallSite();
    ended.push(site.stop);
    const options = (await WAYS[way]?.(site.port)) ?? {};
    const session: BrowserSession = await launchBrowser({
      kind,
      extension: buildOf(kind, 'full'),
      ...options,
    });
    ended.push(() => endQuietly(session));

    const page = await session.openPage(ROOM);
    await page.evaluate(() => fetch('http://webrtc2-ap-web-1.agora.io/', { method: 'POST' }));
    const report = await reportWhere(session, page, 'the vendor', ({ destinations }) =>
      destinations.some(
        ({ vendor, outcome }) => vendor?.vendor === 'agora' && outcome === 'reached',
      ),
    );

    expect(report.proxied).toBe(true);
    for (const { location } of report.destinations) {
      expect(location).toMatchObject({ known: false });
    }
    expect(
      report.destinations.map(({ location }) => !location.known && location.because),
    ).toContain('hidden-by-proxy');
    expect(report.findings.map(({ evidence }) => evidence.kind)).not.toContain('location');
  });
});
