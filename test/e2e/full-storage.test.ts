import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserPage, BrowserSession } from '../../cli/browsers/session';
import { until } from '../../cli/browsers/until';
import { readTabReport } from '../../cli/extension-door';
import { hostsOf, isMissing, openWatched, reportWhere } from './site/browsers';
import { endQuietly } from './site/quiet-end';
import { type SmallSite, startSmallSite } from './site/small-site';

const HOSTS = 750;
/** Bytes left free: with what the first page gives back, less than the second one takes. */
const FREE = 60_000;

/** Chromium gives an extension ten megabytes for the session, and refuses what goes beyond. */
describe.skipIf(isMissing('chromium'))("the browser's memory for the extension is full", () => {
  let site: SmallSite;
  let session: BrowserSession;
  let page: BrowserPage;

  beforeAll(async () => {
    site = await startSmallSite();
    ({ session, page } = await openWatched('chromium', site.url()));
  });
  afterAll(async () => {
    await site?.stop();
    await endQuietly(session);
  });

  it('keeps what fits of the page that is there, and says what it could not keep', async () => {
    await page.evaluate(contact, hosts(site, 100));
    await reportWhere(session, page, 'the first page', (it) => hostsOf(it).length > 100);
    await session.inExtension(fill, FREE);
    await page.goto(site.url('/second.html'));
    await page.evaluate(contact, hosts(site, HOSTS));
    const report = await reportWhere(session, page, 'a shortened report', ({ gaps }) =>
      gaps.some(({ kind }) => kind === 'not-kept'),
    );
    expect(report.destinations.length).toBeGreaterThan(8);
    await until('all to be counted', async () => {
      const now = await readTabReport(session, page);
      const gap = now?.gaps.find((each) => each.kind === 'not-kept');
      return (now?.destinations.length ?? 0) + (gap?.count ?? 0) === HOSTS + 1;
    });
    const popup = await session.openPage(
      `${session.extensionOrigin}/popup.html?tab=${await page.tabId()}`,
    );
    await until('the popup to say it', () =>
      popup.evaluate(() => /\d.* more destinations are not shown/.test(document.body.innerText)),
    );
    expect(await session.extensionErrors()).toEqual([]);
  });
});

function hosts(site: SmallSite, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) =>
    site.url('/', `127.0.${1 + Math.floor(i / 250)}.${1 + (i % 250)}`),
  );
}

/** Runs in the page. */
async function contact(urls: readonly string[]): Promise<void> {
  await Promise.all(urls.map((url) => fetch(url, { method: 'POST', body: 'x', mode: 'no-cors' })));
}

/** Runs in the extension: leaves so many bytes. */
async function fill(free: number): Promise<void> {
  interface Area {
    readonly QUOTA_BYTES: number;
    getBytesInUse(): Promise<number>;
    set(items: Record<string, string>): Promise<void>;
  }
  const scope = globalThis as unknown as { chrome: { storage: { session: Area } } };
  const { session } = scope.chrome.storage;
  const room = session.QUOTA_BYTES - (await session.getBytesInUse()) - free;
  await session.set({ filler: 'x'.repeat(room) });
}
