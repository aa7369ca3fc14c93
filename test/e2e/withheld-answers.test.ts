import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserPage, BrowserSession } from '../../cli/browsers/session';
import { BROWSERS, isMissing, openWatched, reportWhere } from './site/browsers';
import { endQuietly } from './site/quiet-end';
import { type SmallSite, startSmallSite } from './site/small-site';

/** A page may not read these answers, or asked for something else: they were sent all the same. */
describe.each(BROWSERS)('answers that the page is refused, in %s', (kind) => {
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

  it.skipIf(isMissing(kind))('count as reached; what nobody answered does not', async () => {
    await page.evaluate(
      contact,
      site.url('/private', '127.0.3.1'),
      site.url('/page.html', '127.0.3.2'),
      'http://127.0.3.3:1/',
    );
    const reached = (address: string) => (row: { endpoint: object; outcome: string }) =>
      JSON.stringify(row.endpoint).includes(`"${address}"`) && row.outcome === 'reached';
    const report = await reportWhere(session, page, 'both answers', ({ destinations }) =>
      ['127.0.3.1', '127.0.3.2'].every((address) => destinations.some(reached(address))),
    );
    expect(report.destinations.some(reached('127.0.3.3'))).toBe(false);
  });
});

/** Runs in the page: a fetch without permission to read, a page as a picture, a closed port. */
async function contact(unreadable: string, noPicture: string, closed: string): Promise<void> {
  new Image().src = noPicture;
  await Promise.allSettled([fetch(unreadable), fetch(closed)]);
}
