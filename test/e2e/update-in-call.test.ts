import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserKind } from '../../cli/browsers/find-browser';
import type { BrowserPage, BrowserSession } from '../../cli/browsers/session';
import { until } from '../../cli/browsers/until';
import { grantAtInstall } from '../../cli/granted-build';
import { BROWSERS, buildOf, hostsOf, isMissing, openWatched, reportWhere } from './site/browsers';
import { endQuietly } from './site/quiet-end';
import { type SmallSite, startSmallSite } from './site/small-site';

const NEXT = '99.0.0';

/** Has the browser take what is in the extension's folder now. */
const UPDATE: Readonly<Record<BrowserKind, (session: BrowserSession) => Promise<void>>> = {
  async chromium(session) {
    const list = await session.openPage('chrome://extensions');
    await list.evaluate(reloadListed, new URL(session.extensionOrigin ?? '').host, NEXT);
    await list.close();
  },
  async firefox(session) {
    await session.inExtension(reloadSoon);
    // A script that is under way in a page that goes is never answered.
    await sleep(2000);
    await until(
      'the new version',
      async () => (await session.inExtension(version).catch(() => '')) === NEXT,
    );
  },
};

describe.each(BROWSERS)('an update during a call in %s', (kind) => {
  let site: SmallSite;
  let session: BrowserSession;
  let page: BrowserPage;
  let build: string;

  beforeAll(async () => {
    site = await startSmallSite();
    build = grantAtInstall(buildOf(kind, 'full'), []);
    ({ session, page } = await openWatched(kind, site.url(), build));
  });
  afterAll(async () => {
    await site?.stop();
    await endQuietly(session);
  });

  it.skipIf(isMissing(kind))('leaves the call alone, and sees on with a notice', async () => {
    await page.evaluate(call);
    await page.evaluate(contact, site.url('/', '127.0.1.1'));
    await reportWhere(session, page, 'a call', (it) => hostsOf(it).includes('127.0.1.1'));

    updateManifest(build);
    await UPDATE[kind](session);
    await page.evaluate(contact, site.url('/', '127.0.1.2'));
    const report = await reportWhere(session, page, 'the hosts of before and of now', (it) =>
      ['127.0.1.1', '127.0.1.2'].every((host) => hostsOf(it).includes(host)),
    );
    expect(report.gaps).toContainEqual({ kind: 'started-late' });
    expect(await page.evaluate(callOn)).toBe('connected');
    expect(await page.errors()).toEqual([]);

    await page.goto(site.url());
    const anew = await reportWhere(session, page, 'the page anew', ({ gaps }) => gaps.length === 0);
    expect(hostsOf(anew)).toEqual(['127.0.0.1']);
  });
});

function updateManifest(build: string): void {
  const path = join(build, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify({ ...manifest, version: NEXT }));
}

/** Runs in the browser's list of extensions. */
async function reloadListed(id: string, next: string): Promise<void> {
  interface Api {
    updateProfileConfiguration(update: object): Promise<void>;
    reload(id: string, options: object): Promise<unknown>;
    getExtensionInfo(id: string): Promise<{ readonly state: string; readonly version: string }>;
  }
  const api = (globalThis as unknown as { chrome: { developerPrivate: Api } }).chrome
    .developerPrivate;
  await api.updateProfileConfiguration({ inDeveloperMode: true });
  await api.reload(id, { failQuietly: false });
  for (;;) {
    const { state, version } = await api.getExtensionInfo(id);
    if (state === 'ENABLED' && version === next) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

interface Runtime {
  getManifest(): { readonly version: string };
  reload(): void;
}

/** Runs in the extension. One that isn't packed is read again, as at an update. */
function reloadSoon(): void {
  const { runtime } = (globalThis as unknown as { browser: { runtime: Runtime } }).browser;
  setTimeout(() => runtime.reload(), 100);
}

/** Runs in the extension. */
function version(): string {
  const { runtime } = (globalThis as unknown as { browser: { runtime: Runtime } }).browser;
  return runtime.getManifest().version;
}

/** Runs in the page: two connections of it that talk to each other. */
async function call(): Promise<void> {
  const [one, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
  Object.assign(window, { one, other });
  one.onicecandidate = ({ candidate }) => void other.addIceCandidate(candidate ?? undefined);
  other.onicecandidate = ({ candidate }) => void one.addIceCandidate(candidate ?? undefined);
  one.createDataChannel('talk');
  await one.setLocalDescription();
  await other.setRemoteDescription(one.localDescription ?? { type: 'offer' });
  await other.setLocalDescription();
  await one.setRemoteDescription(other.localDescription ?? { type: 'answer' });
}

/** Runs in the page. */
async function callOn(): Promise<string> {
  const { one, other } = window as unknown as Record<'one' | 'other', RTCPeerConnection>;
  await one.getStats();
  const next = new RTCPeerConnection();
  next.createDataChannel('more');
  await next.setLocalDescription();
  next.close();
  await one.setLocalDescription(await one.createOffer({ iceRestart: true }));
  await other.setRemoteDescription(one.localDescription ?? { type: 'offer' });
  return one.connectionState;
}

/** Runs in the page. */
async function contact(url: string): Promise<void> {
  await (await fetch(url, { method: 'POST', body: 'x' })).text();
}
