import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserPage, BrowserSession } from '../../cli/browsers/session';
import { BROWSERS, isMissing, openWatched, reportWhere } from './site/browsers';
import { endQuietly } from './site/quiet-end';
import { type SmallSite, startSmallSite } from './site/small-site';

const ROOM = 'k3Jd92lsQ0';

/** The room's name in the page's own address, seen again in what another site is asked for. */
describe.each(BROWSERS)('a room that another site is told of, in %s', (kind) => {
  let site: SmallSite;
  let session: BrowserSession;
  let page: BrowserPage;

  beforeAll(async () => {
    site = await startSmallSite();
    ({ session, page } = await openWatched(kind, site.url(`/room/${ROOM}/live.html`)));
  });
  afterAll(async () => {
    await site?.stop();
    await endQuietly(session);
  });

  it.skipIf(isMissing(kind))('is told of; its name is kept nowhere', async () => {
    const own = site.url(`/api/${ROOM}`);
    const inside = encodeURIComponent(encodeURIComponent(site.url(`/room/${ROOM}/live.html`)));
    const named = site.url(`/hit?page=${inside}`, '127.0.3.1');
    const unnamed = site.url('/hit?page=lobby', '127.0.3.2');
    await page.evaluate(ask, [own, named, unnamed]);
    const report = await reportWhere(session, page, 'all three', ({ destinations }) =>
      ['127.0.0.1', '127.0.3.1', '127.0.3.2'].every((address) =>
        destinations.some((row) => row.endpoint.address === address && row.subject !== 'other'),
      ),
    );
    const told = report.destinations.filter(({ identifiers }) => identifiers.length > 0);
    expect(told.map(({ endpoint, identifiers }) => [endpoint.address, identifiers])).toEqual([
      ['127.0.3.1', [{ names: 'room', exposure: 'third-party', parameter: null }]],
    ]);
    expect(report.findings.map(({ rule, severity }) => `${rule} ${severity}`)).toContain(
      'identifier-to-third-party info',
    );
    expect(JSON.stringify(report)).not.toContain(ROOM);
  });
});

/** Runs in the page. */
async function ask(urls: readonly string[]): Promise<void> {
  await Promise.all(urls.map((url) => fetch(url, { method: 'POST' })));
}
