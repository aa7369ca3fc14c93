import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserPage, BrowserSession } from '../../cli/browsers/session';
import { until } from '../../cli/browsers/until';
import { addOwnDatabases } from '../../cli/extension-door';
import { BROWSERS, isMissing, openWatched } from './site/browsers';
import { LAB_DATABASE } from './site/lab-database';
import { endQuietly } from './site/quiet-end';
import { type SmallSite, startSmallSite } from './site/small-site';

const folder = mkdtempSync(join(tmpdir(), 'earshot-toolbar-'));
const database = join(folder, 'lab.mmdb');
writeFileSync(database, LAB_DATABASE);
afterAll(() => rmSync(folder, { recursive: true }));

const FOUND = /^Earshot: (?:Notice|Warning)\. .*China/;
const WATCHING = /^Earshot: watching, nothing found/;

/** What the button of one tab shows, through everything that happens to a page. */
describe.each(BROWSERS)('the toolbar button in %s', (kind) => {
  let site: SmallSite;
  let session: BrowserSession;
  let page: BrowserPage;
  let tab: number;

  beforeAll(async () => {
    if (isMissing(kind)) return;
    site = await startSmallSite();
    ({ session, page } = await openWatched(kind, site.url()));
    tab = await page.tabId();
    await addOwnDatabases(session, [database]);
  });
  afterAll(async () => {
    await site?.stop();
    await endQuietly(session);
  });

  const contact = () => page.evaluate(load, site.url('/seen', '127.0.0.2'));
  const shows = (text: string, title: RegExp) =>
    until(
      `${text} and ${title}`,
      async () => {
        const button = await session.inExtension(buttonOf, tab);
        return button.text === text && title.test(button.title) ? button : null;
      },
      { seconds: 15 },
    );

  it.skipIf(isMissing(kind))('names the country that was found', async () => {
    await shows('', WATCHING);
    await contact();
    const { text } = await shows('CN', FOUND);
    expect(text.length).toBeLessThanOrEqual(4);
  });

  it.skipIf(isMissing(kind))('keeps it where a page only changes its address', async () => {
    await page.evaluate(() => history.pushState(null, '', '/elsewhere'));
    await page.evaluate(() => history.back());
    await shows('CN', FOUND);
  });

  it.skipIf(isMissing(kind))(
    'keeps it while the background is stopped and begins anew',
    async () => {
      await session.stopBackground();
      await shows('CN', FOUND);
      await page.evaluate(load, site.url('/again', '127.0.0.3'));
      await shows('CN', FOUND);
    },
  );

  it.skipIf(isMissing(kind))('begins anew when the page does', async () => {
    await page.goto(site.url());
    await shows('', WATCHING);
    await contact();
    await shows('CN', FOUND);
  });

  it.skipIf(isMissing(kind))('goes out where nobody watches, and comes back', async () => {
    await page.goto(`${session.extensionOrigin}/manifest.json`);
    await shows('', /^Earshot$/);
    await page.evaluate(() => history.back());
    await until('the page', async () => (await page.url()) === site.url() || null);
    // A page out of the browser's memory may have been seen only in part: never nothing at all.
    const { title } = await until('a title', async () => {
      const button = await session.inExtension(buttonOf, tab);
      return button.title === 'Earshot' ? null : button;
    });
    expect(title).toMatch(/^Earshot: (?!not watching)/);
  });
});

/** Runs in the page. */
async function load(url: string): Promise<void> {
  await (await fetch(url)).text();
}

/** Runs in the extension. */
async function buttonOf(tabId: number): Promise<{ text: string; title: string }> {
  type Ask = (of: { tabId: number }) => Promise<string>;
  type Api = { action: { getBadgeText: Ask; getTitle: Ask } };
  const scope = globalThis as unknown as { browser?: Api; chrome: Api };
  const { action } = scope.browser ?? scope.chrome;
  return { text: await action.getBadgeText({ tabId }), title: await action.getTitle({ tabId }) };
}
