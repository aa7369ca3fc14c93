import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserPage, BrowserSession } from '../../cli/browsers/session';
import { grantAtInstall } from '../../cli/granted-build';
import { requestPatternsOf } from '../../lib/site-patterns';
import { BROWSERS, buildOf, hostsOf, isMissing, openWatched, reportWhere } from './site/browsers';
import { endQuietly } from './site/quiet-end';
import { type SmallSite, startSmallSite } from './site/small-site';

/** As after a click on "Watch this site": that site is granted, and nothing else. */
describe.each(BROWSERS)('partial coverage in %s', (kind) => {
  let site: SmallSite;
  let session: BrowserSession;
  let page: BrowserPage;

  beforeAll(async () => {
    site = await startSmallSite();
    const build = grantAtInstall(buildOf(kind, 'shipped'), requestPatternsOf(site.url()));
    ({ session, page } = await openWatched(kind, site.url(), build));
  });
  afterAll(async () => {
    await site?.stop();
    await endQuietly(session);
  });

  it.skipIf(isMissing(kind))('names the hosts it could not see, and says so', async () => {
    await page.evaluate(load, site.url('/seen'), site.url('/unseen', '127.0.0.2'));
    const report = await reportWhere(session, page, 'a gap', ({ gaps }) =>
      gaps.some(({ kind }) => kind === 'unseen-host'),
    );
    expect(report.coverage).toBe('partial');
    expect(hostsOf(report)).toContain('127.0.0.1');
    expect(hostsOf(report)).not.toContain('127.0.0.2');
    expect(report.gaps).toEqual([{ kind: 'unseen-host', host: '127.0.0.2' }]);
  });
});

/** Runs in the page. Chromium lists a resource once its body has been read. */
function load(...urls: readonly string[]): Promise<unknown> {
  return Promise.all(urls.map(async (url) => (await fetch(url)).text()));
}
