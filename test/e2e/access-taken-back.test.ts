import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserKind } from '../../cli/browsers/find-browser';
import type { BrowserPage, BrowserSession } from '../../cli/browsers/session';
import { until } from '../../cli/browsers/until';
import { BROWSERS, isMissing, openWatched, reportWhere } from './site/browsers';
import { endQuietly } from './site/quiet-end';
import { type SmallSite, startSmallSite } from './site/small-site';

/** Milliseconds in which its user is to learn of it. */
const SOON = 3000;

const LOST = 'Earshot may no longer see this page.';

/** As its user does in the browser's own list of extensions. */
const TAKE_BACK: Readonly<Record<BrowserKind, (session: BrowserSession) => Promise<void>>> = {
  async chromium(session) {
    const list = await session.openPage('chrome://extensions');
    await list.evaluate(allowOnClick, new URL(session.extensionOrigin ?? '').host);
    await list.close();
  },
  firefox: (session) => session.inExtension(removeAllSites),
};

describe.each(BROWSERS)('access that is taken back while a page is watched in %s', (kind) => {
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

  it.skipIf(isMissing(kind))('is said by badge and popup, with one way to mend it', async () => {
    await reportWhere(session, page, 'all sites', ({ coverage }) => coverage === 'full');
    await TAKE_BACK[kind](session);
    const taken = Date.now();
    await reportWhere(session, page, 'none', ({ coverage }) => coverage === 'none');
    const tab = await page.tabId();
    await until('the button to say so', async () =>
      (await session.inExtension(titleOf, tab)).includes('may no longer see'),
    );
    expect(Date.now() - taken).toBeLessThan(SOON);

    const popup = await session.openPage(`${session.extensionOrigin}/popup.html?tab=${tab}`);
    const shown = await until('the popup to say so', async () => {
      const seen = await popup.evaluate(lookAtPopup);
      return seen.headline === LOST && seen;
    });
    expect(shown.buttons).toBe(1);
  });
});

/** Runs in the browser's list of extensions. */
function allowOnClick(extensionId: string): Promise<void> {
  type Api = { updateExtensionConfiguration(update: object): Promise<void> };
  const { developerPrivate } = (globalThis as unknown as { chrome: { developerPrivate: Api } })
    .chrome;
  return developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: 'ON_CLICK' });
}

/** Runs in the extension. */
async function removeAllSites(): Promise<void> {
  type Sites = { readonly origins: readonly string[] };
  type Api = { getAll(): Promise<Sites>; remove(sites: Sites): Promise<boolean> };
  const { permissions } = (globalThis as unknown as { browser: { permissions: Api } }).browser;
  const { origins } = await permissions.getAll();
  if (!(await permissions.remove({ origins }))) throw new Error('Nothing was taken back.');
}

/** Runs in the extension. */
async function titleOf(tabId: number): Promise<string> {
  type Api = { readonly action: { getTitle(tab: { tabId: number }): Promise<string> } };
  const scope = globalThis as unknown as { browser?: Api; chrome: Api };
  return (scope.browser ?? scope.chrome).action.getTitle({ tabId });
}

/** Runs in the popup. */
function lookAtPopup() {
  return {
    headline: document.querySelector('h1')?.textContent ?? '',
    buttons: document.querySelectorAll('.main-action').length,
  };
}
