import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserKind } from '../../cli/browsers/find-browser';
import type { BrowserPage, BrowserSession } from '../../cli/browsers/session';
import { until } from '../../cli/browsers/until';
import { grantAtInstall } from '../../cli/granted-build';
import { BROWSERS, buildOf, isMissing, openWatched, reportWhere } from './site/browsers';
import { type SmallSite, startSmallSite } from './site/small-site';

const remove = (path: string) => rmSync(path);
const cut = (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 1000));
const empty = (path: string) => writeFileSync(path, new Uint8Array(readFileSync(path).length));

/** What is done to which of the database's files. */
const HARM: Readonly<Record<string, [which: RegExp, harm: (path: string) => void]>> = {
  missing: [/./, remove],
  'cut off': [/./, cut],
  'overwritten with zeros': [/./, empty],
  'missing but for its index': [/-/, remove],
  'cut off in its parts': [/-/, cut],
};

function harmedBuild(kind: BrowserKind, what: string): string {
  const build = grantAtInstall(
    buildOf(kind, 'shipped'),
    ['<all_urls>'],
    mkdtempSync(join(tmpdir(), 'earshot-harmed-')),
  );
  const [which, harm] = HARM[what] ?? [/./, remove];
  const folder = join(build, 'geo');
  for (const file of readdirSync(folder)) if (which.test(file)) harm(join(folder, file));
  return build;
}

const CASES = BROWSERS.flatMap((kind) => Object.keys(HARM).map((what) => ({ kind, what })));

describe.each(CASES)('the packaged database is $what in $kind', ({ kind, what }) => {
  let site: SmallSite;
  let session: BrowserSession;
  let page: BrowserPage;

  beforeAll(async () => {
    site = await startSmallSite();
    ({ session, page } = await openWatched(kind, site.url(), harmedBuild(kind, what)));
  });
  afterAll(async () => {
    await site?.stop();
    // That the file can't be read is told in the console, too.
    expect((await session?.close())?.ownRequests ?? []).toEqual([]);
  });

  it.skipIf(isMissing(kind))('says so, and shows nothing as safe', async () => {
    // Nobody answers at these names from here; asking for them is enough. One tells its address.
    await page.evaluate(
      tryToContact,
      'https://47-91-1-2.edge.agora.io/',
      'https://webrtc2-ap-web-1.agora.io/',
    );
    const report = await reportWhere(
      session,
      page,
      'two hosts',
      (it) => it.destinations.length > 1,
    );
    expect(report.gaps).toContainEqual({ kind: 'no-database', reason: expect.any(String) });
    const popup = await session.openPage(
      `${session.extensionOrigin}/popup.html?tab=${await page.tabId()}`,
    );
    const text = await until('the popup to say so', async () => {
      const said = await popup.evaluate(() => document.body.textContent);
      return (
        said.includes('The country data can’t be read, or not all of it: countries are missing.') &&
        said
      );
    });
    expect(text).not.toMatch(/nothing found/i);
  });
});

/** Runs in the page. */
function tryToContact(...urls: readonly string[]): Promise<unknown> {
  return Promise.allSettled(urls.map((url) => fetch(url, { mode: 'no-cors' })));
}
