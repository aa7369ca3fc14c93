import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserPage, BrowserSession } from '../../cli/browsers/session';
import { until } from '../../cli/browsers/until';
import { BROWSERS, hostsOf, isMissing, openWatched, reportWhere } from './site/browsers';
import { endQuietly } from './site/quiet-end';
import { type SmallSite, startSmallSite } from './site/small-site';

const LIVES = 5;

describe.each(BROWSERS)('the background ends and begins again in %s', (kind) => {
  let site: SmallSite;
  let session: BrowserSession;
  let page: BrowserPage;

  beforeAll(async () => {
    site = await startSmallSite();
    ({ session, page } = await openWatched(kind, site.url()));
  });
  afterAll(async () => {
    await site?.stop();
    await endQuietly(session);
  });

  it.skipIf(isMissing(kind))('keeps every destination, and paints the badge again', async () => {
    await page.evaluate(contact, site.url('/', '127.0.1.0'));
    await reportWhere(session, page, 'the first life', (it) => hostsOf(it).includes('127.0.1.0'));

    for (let life = 1; life <= LIVES; life++) {
      await session.stopBackground();
      await page.evaluate(contact, site.url('/', `127.0.1.${life}`));
      const expected = Array.from({ length: life + 1 }, (_, host) => `127.0.1.${host}`);
      const report = await reportWhere(session, page, `life ${life + 1}`, (it) =>
        hostsOf(it).includes(`127.0.1.${life}`),
      );
      expect(hostsOf(report)).toEqual(expect.arrayContaining(['127.0.0.1', ...expected]));
      await until('the badge', async () =>
        /room data|nothing/i.test(await session.inExtension(titleOf, await page.tabId())),
      );
    }
  });
});

/** Runs in the extension. */
async function titleOf(tabId: number): Promise<string> {
  const scope = globalThis as unknown as Record<'browser' | 'chrome', Toolbar | undefined>;
  return (await (scope.browser ?? scope.chrome)?.action.getTitle({ tabId })) ?? '';
}

interface Toolbar {
  readonly action: { getTitle(tab: { tabId: number }): Promise<string> };
}

/** Runs in the page. */
function contact(url: string): Promise<unknown> {
  return fetch(url, { method: 'POST', body: 'x', mode: 'no-cors' });
}
