import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../../cli/browsers/find-browser';
import type { TabReport } from '../../../lib/report/tab-report';
import { LOOKS, type Look } from './looks';

/** Number of a tab that isn't there: reports are put where the background would put its own. */
const TAB = 424242;

export interface ScreenVisit {
  /** Popups to look at, by the name of their situation. */
  readonly popups: readonly { readonly name: string; readonly report: TabReport }[];
  /** Where a picture of each screen goes; `null` for none. */
  readonly folder: string | null;
}

/** A Chromium with the built extension, and the root of the extension's pages. */
export async function openExtension(
  profile: string,
  extension: string,
): Promise<{ readonly context: BrowserContext; readonly root: string }> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findBrowser('chromium')?.executable ?? '',
    args: [
      `--disable-extensions-except=${resolve(extension)}`,
      `--load-extension=${resolve(extension)}`,
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  const background = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  return { context, root: new URL('/', background.url()).href };
}

/**
 * Opens every screen in every look, and runs axe-core on it.
 * @returns what is wrong, one line each.
 */
export async function visitScreens(
  context: BrowserContext,
  root: string,
  { popups, folder }: ScreenVisit,
): Promise<readonly string[]> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  const axeSource = await readFile(
    createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
    'utf8',
  );
  const visit = async (name: string, url: string, look: Look, fullPage = false) => {
    await show(page, root + url, look);
    faults.push(...(await audit(page, axeSource)).map((it) => `${name} ${look.name}: ${it}`));
    if (folder === null) return;
    await page.screenshot({ path: join(folder, `${name}-${look.name}.png`), fullPage });
  };

  for (const { name, report } of popups) {
    await page.goto(`${root}popup.html?tab=${TAB}`);
    await page.evaluate(putReport, { key: `tab:${TAB}`, report });
    for (const look of LOOKS) {
      if (look.opened === true && report.destinations.length === 0) continue;
      await visit(name, `popup.html?tab=${TAB}`, look);
    }
  }
  // The side panel follows the tab it is in, and so shows this report about itself.
  const own = await page.evaluate(ownTab);
  const [first] = popups;
  if (first !== undefined) {
    await page.evaluate(putReport, { key: `tab:${own}`, report: first.report });
  }
  await page.goto(`${root}options.html`);
  await page.locator('#preset-own').check();
  for (const look of LOOKS) {
    const wide = { ...look, width: look.width === 320 ? 320 : 800 };
    await visit('panel', 'sidepanel.html', wide);
    if (look.opened === true) continue;
    await visit('unwatchable', 'popup.html', look);
    await visit('options', 'options.html', wide, true);
    await visit('welcome', 'welcome.html', wide, true);
    await visit('welcome-wide', 'welcome.html', { ...look, width: 1280 }, true);
  }
  await page.close();
  return faults;
}

async function show(page: Page, url: string, look: Look): Promise<void> {
  await page.emulateMedia({
    colorScheme: look.scheme,
    forcedColors: look.forcedColors === true ? 'active' : 'none',
  });
  await page.setViewportSize({ width: look.width, height: url.includes('popup') ? 600 : 900 });
  // The welcome page may have come in front.
  await page.bringToFront();
  await page.goto(url);
  await page.locator('h1').first().waitFor();
  if (look.rightToLeft === true) await page.evaluate(() => (document.documentElement.dir = 'rtl'));
  if (look.largeText === true) {
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  }
  if (look.opened === true) await page.locator('summary').first().click();
}

async function audit(page: Page, axeSource: string): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  });
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  return sideways ? [...found, 'scrolls sideways'] : found;
}

/** Runs in the extension's page. */
async function putReport({ key, report }: { key: string; report: TabReport }): Promise<void> {
  const { chrome } = globalThis as unknown as {
    chrome: { storage: { session: { set(items: object): Promise<void> } } };
  };
  await chrome.storage.session.set({ [key]: report });
}

/** Runs in the extension's page. */
async function ownTab(): Promise<number> {
  const { chrome } = globalThis as unknown as {
    chrome: { tabs: { getCurrent(): Promise<{ id: number }> } };
  };
  return (await chrome.tabs.getCurrent()).id;
}
