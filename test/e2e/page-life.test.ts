import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../cli/browsers/launch';
import type { BrowserPage, BrowserSession } from '../../cli/browsers/session';
import { until } from '../../cli/browsers/until';
import { readTabReport, watchSites } from '../../cli/extension-door';
import type { DestinationRow } from '../../lib/report/tab-report';
import { BROWSERS, buildOf, hostsOf, isMissing, reportWhere } from './site/browsers';
import { endQuietly } from './site/quiet-end';
import { type RoomSite, startRoomSite } from './site/room-site';

const FRAME = 'frame.lab.example';

/** Pages that come, go, come back and are prepared ahead, as browsers really do it. */
describe.each(BROWSERS)('the life of a page in %s', (kind) => {
  let site: RoomSite;
  let session: BrowserSession;
  let page: BrowserPage;

  beforeAll(async () => {
    if (isMissing(kind)) return;
    site = await startRoomSite();
    session = await launchBrowser({
      kind,
      extension: buildOf(kind, 'full'),
      hostRules: { '*.lab.example': '127.0.0.1' },
      backForwardCache: true,
      fakeMicrophone: true,
      insecureOriginsAsSecure: [new URL(site.url('/', FRAME)).origin],
    });
    await watchSites(session, [new URL(site.url('/room')), new URL(site.url('/room', FRAME))]);
    page = await session.openPage(site.url('/room?asks=first'));
    await seen('first.lab.example');
  });
  afterAll(async () => {
    await site?.stop();
    await endQuietly(session);
  });

  const seen = (host: string) =>
    reportWhere(session, page, host, (it) => hostsOf(it).includes(host));
  const go = (path: string) => page.evaluate(navigate, site.url(path));

  it.skipIf(isMissing(kind))('comes back by the back button with what was found', async () => {
    await go('/room?asks=second');
    expect(hostsOf(await seen('second.lab.example'))).not.toContain('first.lab.example');
    await page.evaluate(() => history.back());
    expect(hostsOf(await seen('first.lab.example'))).not.toContain('second.lab.example');
    expect(await page.evaluate(() => document.title)).toBe('revived');
    await until('the badge', async () => /room data|nothing/i.test(await title(session, page)));
  });

  it.skipIf(isMissing(kind))('comes back after the background was stopped, too', async () => {
    await go('/room?asks=third');
    await seen('third.lab.example');
    await session.stopBackground();
    await page.evaluate(() => history.back());
    expect(hostsOf(await seen('first.lab.example'))).not.toContain('third.lab.example');
  });

  it.skipIf(isMissing(kind))('stays through pushState and fragments', async () => {
    await page.evaluate(() => {
      history.pushState({}, '', '/room/elsewhere');
      location.hash = 'there';
    });
    await page.evaluate(ask, site.url('/', 'pushed.lab.example'));
    expect(hostsOf(await seen('pushed.lab.example'))).toContain('first.lab.example');
  });

  it.skipIf(isMissing(kind))('shows each hop that leads to it', async () => {
    await go('/room?asks=fourth');
    await seen('fourth.lab.example');
    const [begin, middle, end] = ['127.0.2.1', '127.0.2.2', '127.0.2.3'];
    const last = encodeURIComponent(site.url('/', end));
    const next = encodeURIComponent(site.url(`/redirect?to=${last}`, middle));
    await page.evaluate(ask, site.url(`/redirect?to=${next}`, begin));
    expect(hostsOf(await seen(end))).toEqual(expect.arrayContaining([begin, middle, end]));
  });

  // Another site's frame runs in a process of its own: Chromium has taken it out by the time its
  // goodbye arrives.
  it.skipIf(isMissing(kind))('holds no microphone by a frame that is gone', async () => {
    await page.evaluate(addFrame, site.url('/room?speaks', FRAME));
    await reportWhere(session, page, 'the microphone', ({ microphones = [] }) =>
      microphones.some(([, { state }]) => state === 'on'),
    );
    await page.evaluate(() => document.querySelector('iframe')?.remove());
    await reportWhere(session, page, 'none', ({ microphones }) => microphones === undefined);
  });

  it.skipIf(isMissing(kind))('ends when its tab goes to a page nobody watches', async () => {
    await page.goto('about:blank');
    await until('the report to go', async () => (await readTabReport(session, page)) === null);
  });

  it.skipIf(isMissing(kind))('is fetched ahead without a word on the page before', async () => {
    await page.goto(site.url('/room?asks=before'));
    await seen('before.lab.example');
    await page.evaluate(prefetch, site.url('/room?asks=ahead'));
    // Firefox takes no notice of speculation rules.
    if (kind === 'chromium') {
      await reportWhere(session, page, 'the prefetch', (it) => it.destinations.some(isPreloaded));
    }
    await page.evaluate(ask, site.url('/', 'still-here.lab.example'));
    expect(hostsOf(await seen('still-here.lab.example'))).toContain('before.lab.example');
  });
});

function isPreloaded({ via }: DestinationRow): boolean {
  return via.includes('preload');
}

async function title(session: BrowserSession, page: BrowserPage): Promise<string> {
  return session.inExtension(titleOf, await page.tabId());
}

/** Runs in the extension. */
async function titleOf(tabId: number): Promise<string> {
  type Api = { action: { getTitle(tab: { tabId: number }): Promise<string> } };
  const scope = globalThis as unknown as { browser?: Api; chrome: Api };
  return (scope.browser ?? scope.chrome).action.getTitle({ tabId });
}

/** Runs in the page. */
function navigate(url: string): void {
  location.href = url;
}

/** Runs in the page. */
async function ask(url: string): Promise<void> {
  await (await fetch(url)).text();
}

/** Runs in the page. */
function addFrame(url: string): void {
  const frame = document.createElement('iframe');
  frame.allow = 'microphone';
  frame.src = url;
  document.body.append(frame);
}

/** Runs in the page. */
function prefetch(url: string): void {
  const rules = document.createElement('script');
  rules.type = 'speculationrules';
  const list = [{ source: 'list', urls: [url], eagerness: 'immediate' }];
  rules.textContent = JSON.stringify({ prefetch: list });
  document.head.append(rules);
}
