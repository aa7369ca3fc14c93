import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../cli/browsers/launch';
import type { BrowserSession, LaunchOptions } from '../../cli/browsers/session';
import { until } from '../../cli/browsers/until';
import { type SeenRequest, throwawayExtension } from './lab/throwaway-extension';
import { BROWSERS, isMissing } from './site/browsers';

/** The drivers themselves, tried on a throw-away extension and a page on loopback. */
const PAGE = `<!doctype html><title>Page</title><input type="file"><button>Press</button>
<script>
  var pressed = 0;
  document.querySelector('button').onclick = () => { pressed += 1; };
</script>`;

let server: Server;
let port: number;
const folder = mkdtempSync(join(tmpdir(), 'earshot-drivers-'));
const extensions: string[] = [];

beforeAll(async () => {
  server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end(PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  for (const path of [folder, ...extensions]) rmSync(path, { recursive: true });
});

describe.each(BROWSERS)('driving %s', (kind) => {
  function launch(options: Partial<LaunchOptions> = {}): Promise<BrowserSession> {
    const extension = throwawayExtension();
    extensions.push(extension);
    const hostRules = { 'room.example:80': `127.0.0.1:${port}`, '*': '~NOTFOUND' };
    return launchBrowser({ kind, extension, hostRules, ...options });
  }

  describe.skipIf(isMissing(kind))('one session', () => {
    let session: BrowserSession;
    beforeAll(async () => {
      session = await launch();
    });
    afterAll(async () => {
      expect((await session.close()).ownRequests).toEqual([]);
    });

    it('opens pages, acts in them and reads from them', async () => {
      const page = await session.openPage(`http://127.0.0.1:${port}/`);
      await page.click('button');
      const file = join(folder, 'picture.png');
      await page.screenshot(file, { width: 320, height: 200 });
      await page.setFiles('input', [file]);
      expect(await page.evaluate('pressed')).toBe(1);
      expect(await page.evaluate((a: number, b: number) => Promise.resolve(a + b), 1, 2)).toBe(3);
      expect(await page.evaluate('document.querySelector("input").files[0].name')).toBe(
        'picture.png',
      );
      // Width and height stand in the first chunk (PNG, W3C, 11.2.1).
      const png = readFileSync(file);
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([320, 200]);
      await expect(page.evaluate('missing.name')).rejects.toThrow('missing');
    });

    it('leads names where the rules say, and nowhere else', async () => {
      const page = await session.openPage('http://room.example/');
      expect(await page.evaluate('document.title + " " + location.host')).toBe('Page room.example');
      await expect(page.goto('http://other.example/')).rejects.toThrow(
        /NAME_NOT_RESOLVED|dnsNotFound/,
      );
      await expect(page.goto('http://192.0.2.1/')).rejects.toThrow(/NAME_NOT_RESOLVED|dnsNotFound/);
    });

    it('knows the number the extension gives a tab', async () => {
      const first = await session.openPage(`http://127.0.0.1:${port}/first`);
      const second = await session.openPage(`http://127.0.0.1:${port}/second`);
      const seen = (await session.inExtension(storedValue, 'seen')) as readonly SeenRequest[];
      const tabOf = (path: string) => seen.find(({ url }) => url.endsWith(path))?.tabId;
      expect(await first.tabId()).toBe(tabOf('/first'));
      expect(await second.tabId()).toBe(tabOf('/second'));
    });

    it('ends the background, which the next request wakes', async () => {
      const boot = await session.inExtension(storedValue, 'boot');
      await session.stopBackground();
      expect(await session.backgroundRuns()).toBe(false);
      await session.openPage(`http://127.0.0.1:${port}/wake`);
      await until('the background to run again', async () => {
        return (await session.inExtension(storedValue, 'boot')) !== boot;
      });
      expect(await session.backgroundRuns()).toBe(true);
    });
  });

  it.skipIf(isMissing(kind))('goes through a proxy, and takes an origin for secure', async () => {
    // The server answers whatever it is asked, as a proxy would (RFC 9112, 3.2.2).
    const session = await launch({
      hostRules: {},
      proxy: `http://127.0.0.1:${port}`,
      insecureOriginsAsSecure: ['http://anywhere.example'],
      fakeMicrophone: true,
    });
    const page = await session.openPage('http://anywhere.example/');
    expect(await page.evaluate('document.title')).toBe('Page');
    expect(await page.evaluate(microphoneLabel)).not.toBe('');
    await session.close();
  });

  it.skipIf(isMissing(kind))('says which extension is not ready', async () => {
    const launched = launch({ readyKey: 'never-set', readyWithin: 1 });
    await expect(launched).rejects.toThrow('storage.session.never-set');
  });
});

/** Runs in the page. */
async function microphoneLabel(): Promise<string> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  return stream.getAudioTracks()[0]?.label ?? '';
}

/** Runs in the extension. */
async function storedValue(key: string): Promise<unknown> {
  const scope = globalThis as unknown as Record<'browser' | 'chrome', Api | undefined>;
  return (await (scope.browser ?? scope.chrome)?.storage.session.get(key))?.[key];
}

interface Api {
  readonly storage: {
    readonly session: { get(key: string): Promise<Record<string, unknown>> };
  };
}
