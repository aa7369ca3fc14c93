import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserKind } from '../../cli/browsers/find-browser';
import type { BrowserPage, BrowserSession } from '../../cli/browsers/session';
import { until } from '../../cli/browsers/until';
import { grantAtInstall } from '../../cli/granted-build';
import { BROWSERS, buildOf, isMissing, openWatched, reportWhere } from './site/browsers';
import { type SmallSite, startSmallSite } from './site/small-site';

const DATABASE = 'geo/earshot.mmdb';

const HARM: Readonly<Record<string, (path: string) => void>> = {
  missing: (path) => rmSync(path),
  'cut off': (path) => writeFileSync(path, readFileSync(path).subarray(0, 1_000_000)),
  'overwritten with zeros': (path) => writeFileSync(path, new Uint8Array(2_000_000)),
};

function harmedBuild(kind: BrowserKind, harm: (path: string) => void): string {
  const build = grantAtInstall(
    buildOf(kind, 'shipped'),
    ['<all_urls>'],
    mkdtempSync(join(tmpdir(), 'earshot-harmed-')),
  );
  harm(join(build, DATABASE));
  return build;
}

const CASES = BROWSERS.flatMap((kind) => Object.keys(HARM).map((what) => ({ kind, what })));

describe.each(CASES)('the packaged database is $what in $kind', ({ kind, what }) => {
  let site: SmallSite;
  let session: BrowserSession;
  let page: BrowserPage;

  beforeAll(async () => {
    site = await startSmallSite();
    const harm = HARM[what] ?? (() => {});
    ({ session, page } = await openWatched(kind, site.url(), harmedBuild(kind, harm)));
  });
  afterAll(async () => {
    await site?.stop();
    // That the file can't be read is told in the console, too.
    expect((await session?.close())?.ownRequests ?? []).toEqual([]);
  });

  it.skipIf(isMissing(kind))('says so, and shows nothing as safe', async () => {
    // Nobody answers at these addresses from here; asking for them is enough.
    await page.evaluate(tryToContact, 'http://127.0.0.1:1/', 'https://webrtc2-ap-web-1.agora.io/');
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
      return said.includes('The country data can’t be read: no country is shown.') && said;
    });
    expect(text).not.toMatch(/nothing found/i);
  });
});

/** Runs in the page. */
function tryToContact(...urls: readonly string[]): Promise<unknown> {
  return Promise.allSettled(urls.map((url) => fetch(url, { mode: 'no-cors' })));
}
