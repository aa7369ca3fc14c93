import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../cli/browsers/launch';
import type { BrowserPage, BrowserSession } from '../../cli/browsers/session';
import { until } from '../../cli/browsers/until';
import { readTabReport, watchSites } from '../../cli/extension-door';
import type { DestinationRow, TabReport } from '../../lib/report/tab-report';
import { BROWSERS, buildOf, hostsOf, isMissing, reportWhere } from './site/browsers';
import { endQuietly } from './site/quiet-end';
import { type RoomSite, startRoomSite } from './site/room-site';

const FRAME = 'frame.lab.example';

/** Pages that come, go, come back and are prepared ahead, as browsers really do it. */
describe.each(BROWSERS)('the life of a page in %s', (kind) => {
  let site: RoomSite;
  let session: BrowserSession;
  let page: BrowserPage;
  let first: TabReport;

  beforeAll(async () => {
    if (isMissing(kind)) return;
    site = await startRoomSite();
    session = await launchBrowser({
      kind,
      extension: buildOf(kind, 'full'),
      hostRules: { '*.lab.example': '127.0.0.1', '*.agora.io': '127.0.0.1' },
      backForwardCache: true,
      fakeMicrophone: true,
      insecureOriginsAsSecure: [new URL(site.url('/', FRAME)).origin],
    });
    await watchSites(session, [new URL(site.url('/room')), new URL(site.url('/room', FRAME))]);
    page = await session.openPage(site.url('/room?asks=first'));
    first = await seen('first.lab.example');
  });
  afterAll(async () => {
    await site?.stop();
    await endQuietly(session);
  });

  const seen = (host: string) =>
    reportWhere(session, page, host, (it) => hostsOf(it).includes(host));
  const go = (path: string) => page.evaluate(navigate, site.url(path));

  // Another site's frame runs in a process of its own: Chromium has taken it out by the time its
  // goodbye arrives, and Firefox sometimes loses that.
  it.skipIf(isMissing(kind))('holds no microphone by a frame that is gone', async () => {
    await page.evaluate(addFrame, site.url('/room?speaks', FRAME));
    await reportWhere(session, page, 'the microphone', ({ microphones = [] }) =>
      microphones.some(([, { state }]) => state === 'on'),
    );
    await page.evaluate(() => document.querySelector('iframe')?.remove());
    await reportWhere(session, page, 'none', ({ microphones }) => microphones === undefined);
  });

  it.skipIf(isMissing(kind))('comes back by the back button with what was found', async () => {
    await go('/room?asks=second');
    expect(hostsOf(await seen('second.lab.example'))).not.toContain('first.lab.example');
    await page.evaluate(() => history.back());
    const back = await seen('first.lab.example');
    expect(hostsOf(back)).not.toContain('second.lab.example');
    expect(isAsItWas(back, first)).toBe(true);
    expect(await page.evaluate(() => document.title)).toBe('revived');
  });

  it.skipIf(isMissing(kind))('comes back after the background was stopped, too', async () => {
    await go('/room?asks=third');
    await seen('third.lab.example');
    await session.stopBackground();
    await page.evaluate(() => history.back());
    const back = await seen('first.lab.example');
    expect(hostsOf(back)).not.toContain('third.lab.example');
    expect(isAsItWas(back, first)).toBe(true);
  });

  it.skipIf(isMissing(kind))(
    'comes back as one that began late where all is forgotten',
    async () => {
      await go('/room?asks=forgetful');
      await seen('forgetful.lab.example');
      // Whatever was to be written is, by then.
      await sleep(3000);
      await session.inExtension(forgetSession);
      await session.stopBackground();
      await page.evaluate(() => history.back());
      const back = await reportWhere(session, page, 'a late beginning', (it) =>
        it.gaps.some(({ kind }) => kind === 'started-late'),
      );
      expect(hostsOf(back)).not.toContain('forgetful.lab.example');
      await seen('first.lab.example');
    },
  );

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

  it.skipIf(isMissing(kind))(
    'has its badge again, whatever became of what painted it',
    async () => {
      const shown = async () =>
        JSON.stringify(await session.inExtension(badgeOf, await page.tabId()));
      const isShown = (badge: string) =>
        until(`the badge ${badge}`, async () => (await shown()) === badge).catch(async (error) => {
          throw new Error(`${error.message} There is ${await shown()}`);
        });
      const nothing = '{"text":"","title":"Earshot"}';
      await page.goto(site.url('/room'));
      await reportWhere(session, page, 'an empty room', (it) => hostsOf(it).length === 1);
      const empty = await until('a badge', async () =>
        (await shown()) === nothing ? null : shown(),
      );
      await page.evaluate(post, site.url('/', 'data.agora.io'));
      await seen('data.agora.io');
      const warning = await until('a warning', async () =>
        (await shown()) === empty ? null : shown(),
      );
      expect(JSON.parse(warning).text).not.toBe('');

      await page.evaluate(() => location.reload());
      await isShown(empty);
      await page.evaluate(post, site.url('/', 'data.agora.io'));
      await isShown(warning);

      await go('/room/elsewhere');
      await isShown(empty);
      await page.evaluate(() => history.back());
      await isShown(warning);

      await go('/room/elsewhere');
      await isShown(empty);
      // What was left is stored by then: else it would come back as a page that began late.
      await sleep(500);
      await session.stopBackground();
      await page.evaluate(() => history.back());
      const place = () => page.evaluate(whereItIs).catch(() => null);
      await until('the room', async () => (await place())?.path === '/room');
      await sleep(200);
      // Chromium sometimes gives its cached page up with the worker, and loads the room anew.
      const title = (await place())?.title;
      console.info(`back without a background in ${kind}: ${title}`);
      await isShown(title === 'revived' ? warning : empty);

      await page.evaluate(post, site.url('/', 'data.agora.io'));
      await isShown(warning);
      await session.inExtension(wipeBadge, await page.tabId());
      await session.stopBackground();
      await page.evaluate(post, site.url('/', 'data.agora.io'));
      await isShown(warning);
    },
  );
});

function isPreloaded({ via }: DestinationRow): boolean {
  return via.includes('preload');
}

/** Neither begun late nor made up from the page's own list, which names hosts without an address. */
function isAsItWas({ gaps, destinations }: TabReport, before: TabReport): boolean {
  const wasLate = (key: string) => before.destinations.some((row) => row.key === key && row.late);
  return (
    gaps.every(({ kind }) => kind !== 'started-late') &&
    destinations.every(({ late, key }) => !late || wasLate(key))
  );
}

interface Api {
  readonly action: {
    getBadgeText(tab: { tabId: number }): Promise<string>;
    getTitle(tab: { tabId: number }): Promise<string>;
    setBadgeText(tab: { tabId: number; text: string }): Promise<void>;
  };
  readonly storage: { readonly session: { clear(): Promise<void> } };
}

/** Runs in the extension. */
async function badgeOf(tabId: number): Promise<{ readonly text: string; readonly title: string }> {
  const scope = globalThis as unknown as { browser?: Api; chrome: Api };
  const { action } = scope.browser ?? scope.chrome;
  const [text, title] = await Promise.all([
    action.getBadgeText({ tabId }),
    action.getTitle({ tabId }),
  ]);
  return { text, title };
}

/** Runs in the extension. */
async function wipeBadge(tabId: number): Promise<void> {
  const scope = globalThis as unknown as { browser?: Api; chrome: Api };
  await (scope.browser ?? scope.chrome).action.setBadgeText({ tabId, text: '' });
}

/** Runs in the extension. */
async function forgetSession(): Promise<void> {
  const scope = globalThis as unknown as { browser?: Api; chrome: Api };
  await (scope.browser ?? scope.chrome).storage.session.clear();
}

/** Runs in the page. */
function whereItIs(): { readonly path: string; readonly title: string } {
  return { path: location.pathname, title: document.title };
}

/** Runs in the page. */
async function post(url: string): Promise<void> {
  await (await fetch(url, { method: 'POST', body: 'x' })).text();
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
