import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../cli/browsers/launch';
import type { BrowserPage, BrowserSession } from '../../cli/browsers/session';
import { until } from '../../cli/browsers/until';
import { storeReport } from '../../lib/report/stored-report';
import type { TabReport } from '../../lib/report/tab-report';
import { SCENARIOS, scenario, withManyDestinations } from '../scenarios/scenarios';
import { BROWSERS, buildOf, isMissing } from './site/browsers';
import { storeInSession } from './site/in-extension';
import { endQuietly } from './site/quiet-end';
import { type SmallSite, startSmallSite } from './site/small-site';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const axeSource = `(() => {${readFileSync(axeFile, 'utf8')}\n})()`;

/** The real popup, in a tab, on reports put where the background puts them. */
describe.each(BROWSERS)('the popup in %s', (kind) => {
  let session: BrowserSession;
  let page: BrowserPage;
  let tab: number;

  beforeAll(async () => {
    if (isMissing(kind)) return;
    session = await launchBrowser({ kind, extension: resolve(buildOf(kind, 'shipped')) });
    page = await session.openPage(`${session.extensionOrigin}/popup.html`);
    tab = await page.tabId();
  });
  afterAll(async () => {
    if (session === undefined) return;
    expect(await page.errors()).toEqual([]);
    await endQuietly(session);
  });

  async function open(report: TabReport): Promise<void> {
    await put(report);
    await page.goto(`${session.extensionOrigin}/popup.html?tab=${tab}`);
    await headline((text) => text !== 'Reading what was seen…');
  }
  const put = (report: TabReport) =>
    session.inExtension(storeInSession, `tab:${tab}`, storeReport(report));
  const headline = (isWanted: (text: string) => boolean) =>
    until(
      'the headline',
      async () => {
        const text = await page.evaluate(() => document.querySelector('h1')?.textContent ?? '');
        return text !== '' && isWanted(text) ? text : null;
      },
      { seconds: 10 },
    );

  it.skipIf(isMissing(kind))('shows what happens as it happens', async () => {
    await open(scenario('nothing-yet'));
    expect(await headline(() => true)).toBe('Watching. Nothing seen yet.');
    await put(scenario('voice-to-watched-country'));
    expect(await headline((text) => text.includes('China'))).toBe(
      'Voice in this room goes through a server in China, run by Agora.',
    );
  });

  it.skipIf(isMissing(kind))(
    'opens the evidence where the focus is, with the dates of the databases',
    async () => {
      await open(scenario('voice-to-watched-country'));
      const opened = await page.evaluate(() => {
        const [summary] = document.querySelectorAll('summary');
        summary?.focus();
        summary?.click();
        return document.activeElement === summary;
      });
      expect(opened).toBe(true);
      const details = await until(
        'the dates of the databases',
        async () => {
          const text = await page.evaluate(() => document.querySelector('dl')?.textContent ?? '');
          return text.includes('DB-IP') ? text : null;
        },
        { seconds: 10 },
      );
      expect(details).toMatch(/112\.126\.96\.46:4713/);
      expect(details).toContain('What we can’t see');
    },
  );

  it.skipIf(isMissing(kind))('shows the first of a thousand destinations and no more', async () => {
    await open(withManyDestinations(1000));
    expect(await page.evaluate(() => document.querySelectorAll('li.row').length)).toBeLessThan(12);
    expect(await page.evaluate(() => document.body.textContent ?? '')).toContain('Show all 938');
  });

  it.skipIf(isMissing(kind))('passes axe-core and never scrolls sideways', async () => {
    for (const { name, report } of SCENARIOS) {
      await open(report);
      await page.evaluate(axeSource);
      expect(await page.evaluate(axe), name).toEqual([]);
      expect(await page.evaluate(sideways), name).toBe(false);
    }
  });
});

/** Opened by the toolbar's own button, and its page in a small window, with a scrollbar that takes room. */
describe.each(BROWSERS)('the width of the popup in %s', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-popup-'));
  let session: BrowserSession;

  beforeAll(async () => {
    if (isMissing(kind)) return;
    session = await launchBrowser({
      kind,
      extension: resolve(buildOf(kind, 'shipped')),
      preferences: {
        'extensions.openPopupWithoutUserGesture.enabled': true,
        'ui.useOverlayScrollbars': 0,
      },
    });
  });
  afterEach(async () => {
    if (!isMissing(kind)) await session.inExtension(closePopup);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await endQuietly(session);
  });

  it.skipIf(isMissing(kind)).each([
    ['little', null],
    ['much', withManyDestinations(1000)],
  ])('is the one it asks for, over %s', async (_, report) => {
    const room = await session.openPage('about:blank');
    if (report !== null) {
      await session.inExtension(storeInSession, `tab:${await room.tabId()}`, storeReport(report));
    }
    await session.inExtension(openPopup);
    const expected = report === null ? 'Browsers don’t let extensions' : 'Voice in this room';
    const size = await until(
      'the popup to be sized',
      async () => {
        const now = await session.inExtension(popupSize);
        return now?.headline.startsWith(expected) && now.width >= 360 ? now : null;
      },
      { seconds: 10 },
    );
    // Chromium makes room for a scrollbar, and more than once.
    expect(size.window).toBeGreaterThanOrEqual(380);
    expect(size.window).toBeLessThanOrEqual(420);
    expect(size.content).toBe(size.width);
    expect(size.body).toBe(size.width);
  });

  it.skipIf(isMissing(kind))('is its window’s, with larger text too', async () => {
    const page = await session.openPage(`${session.extensionOrigin}/popup.html`);
    await session.inExtension(
      storeInSession,
      `tab:${await page.tabId()}`,
      storeReport(withManyDestinations(1000)),
    );
    for (const width of [380, 320]) {
      for (const text of ['100%', '200%']) {
        await page.goto(`${session.extensionOrigin}/popup.html?tab=${await page.tabId()}`);
        await until('rows', () => page.evaluate(() => document.querySelector('li.row') !== null), {
          seconds: 10,
        });
        await page.screenshot(join(folder, 'resized.png'), { width, height: 600 });
        await page.evaluate((size) => {
          document.documentElement.style.fontSize = size;
        }, text);
        expect(await page.evaluate(sideways), `${width} pixels, text at ${text}`).toBe(false);
      }
    }
  });
});

/** A click on "Watch this site" where the browser has nothing left to ask. */
describe.each(BROWSERS)('an unwatched site in %s', (kind) => {
  let site: SmallSite;
  let session: BrowserSession;

  beforeAll(async () => {
    if (isMissing(kind)) return;
    site = await startSmallSite();
    session = await launchBrowser({ kind, extension: resolve(buildOf(kind, 'full')) });
  });
  afterAll(async () => {
    await site?.stop();
    await endQuietly(session);
  });

  it.skipIf(isMissing(kind))('is watched from the click on, and seen after a reload', async () => {
    const room = await session.openPage(site.url());
    const popup = await session.openPage(
      `${session.extensionOrigin}/popup.html?tab=${await room.tabId()}`,
    );
    const headline = (text: string) =>
      until(
        text,
        async () =>
          (await popup.evaluate(() => document.querySelector('h1')?.textContent)) === text || null,
        { seconds: 10 },
      );
    await headline('Earshot isn’t watching this page.');
    await popup.click('.main-action');
    await headline('This site is watched, but the page was open before that.');
    await popup.click('.main-action');
    await until(
      'the reloaded page',
      () => popup.evaluate(() => document.querySelector('.more')?.textContent ?? null),
      { seconds: 10 },
    );
    expect(await popup.evaluate(() => document.querySelector('.page')?.textContent)).toBe(
      new URL(site.url()).host,
    );
  });
});

/** Runs in the page. */
async function axe(): Promise<string[]> {
  const scope = globalThis as unknown as {
    axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
  };
  const { violations } = await scope.axe.run();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Runs in the page. */
function sideways(): boolean {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth;
}

interface Extension {
  readonly action: { openPopup(): Promise<void> };
  readonly extension: { getViews(of: { readonly type: 'popup' }): readonly Window[] };
}

/** Runs in the extension. */
function openPopup(): Promise<void> {
  const scope = globalThis as unknown as { browser?: Extension; chrome: Extension };
  return (scope.browser ?? scope.chrome).action.openPopup();
}

/** Runs in the extension; CSS pixels, and `null` while no popup is open. */
function popupSize() {
  const scope = globalThis as unknown as { browser?: Extension; chrome: Extension };
  const [popup] = (scope.browser ?? scope.chrome).extension.getViews({ type: 'popup' });
  if (popup === undefined) return null;
  const { body, documentElement } = popup.document;
  return {
    headline: popup.document.querySelector('h1')?.textContent ?? '',
    window: popup.innerWidth,
    width: documentElement.clientWidth,
    content: documentElement.scrollWidth,
    body: body.getBoundingClientRect().width,
  };
}

/** Runs in the extension. */
function closePopup(): void {
  const scope = globalThis as unknown as { browser?: Extension; chrome: Extension };
  for (const popup of (scope.browser ?? scope.chrome).extension.getViews({ type: 'popup' })) {
    popup.close();
  }
}
