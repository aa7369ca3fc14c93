import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../cli/browsers/launch';
import type { BrowserPage, BrowserSession } from '../../cli/browsers/session';
import { until } from '../../cli/browsers/until';
import { watchSites } from '../../cli/extension-door';
import { buildOf, hostsOf, isMissing, reportWhere } from './site/browsers';
import { endQuietly } from './site/quiet-end';
import { type SmallSite, startSmallSite } from './site/small-site';

const UNLOADS = 10;

/** Firefox itself ends its event page when nothing has happened for half a minute; here for two seconds. */
describe.skipIf(isMissing('firefox'))('an event page that is ended whenever it is idle', () => {
  let site: SmallSite;
  let session: BrowserSession;
  let page: BrowserPage;

  beforeAll(async () => {
    site = await startSmallSite();
    session = await launchBrowser({
      kind: 'firefox',
      extension: buildOf('firefox', 'full'),
      preferences: { 'extensions.background.idle.timeout': 2000 },
    });
    await watchSites(session, [new URL(site.url())]);
    page = await session.openPage(site.url());
  });
  afterAll(async () => {
    await site?.stop();
    await endQuietly(session);
  });

  it(`loses nothing in ${UNLOADS} unloads`, { timeout: 200_000 }, async () => {
    const expected = ['127.0.0.1'];
    for (let life = 1; life <= UNLOADS; life++) {
      await until('the event page to end', async () => !(await session.backgroundRuns()));
      const host = `127.0.3.${life}`;
      expected.push(host);
      await page.evaluate(contact, site.url('/', host));
      const report = await reportWhere(session, page, host, (it) => hostsOf(it).includes(host));
      expect(hostsOf(report)).toEqual(expect.arrayContaining(expected));
      await until(
        'the badge',
        async () =>
          /room data|nothing/i.test(await session.inExtension(titleOf, await page.tabId())),
        { seconds: 5 },
      );
    }
    console.info(`idle unloads: ${UNLOADS}, 0 of ${expected.length} destinations lost`);
  });
});

/** Runs in the extension. */
async function titleOf(tabId: number): Promise<string> {
  type Api = { action: { getTitle(tab: { tabId: number }): Promise<string> } };
  return (globalThis as unknown as { browser: Api }).browser.action.getTitle({ tabId });
}

/** Runs in the page. */
function contact(url: string): Promise<unknown> {
  return fetch(url, { method: 'POST', body: 'x', mode: 'no-cors' });
}
