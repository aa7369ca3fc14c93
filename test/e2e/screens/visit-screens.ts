import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../../cli/browsers/find-browser';
import { storeReport } from '../../../lib/report/stored-report';
import type { Picture } from './contact-sheet';
import type { Look } from './looks';
import type { Screen } from './screens';

/** A tab that isn't there: reports are put where the background would put its own. */
const TAB = 424_242;
const NARROW = 320;

/** In the extension's own pages, where some of this runs. */
declare const chrome: {
  readonly runtime: object;
  readonly tabs: { getCurrent(): Promise<{ id: number }> };
  readonly storage: Readonly<
    Record<'local' | 'session', { set(items: object): Promise<void>; clear(): Promise<void> }>
  >;
};

export interface Visit {
  readonly screens: readonly Screen[];
  readonly looks: readonly Look[];
  /** Where a picture of each screen goes. */
  readonly folder: string;
  /** Set after the names of pictures in any other language than English. */
  readonly language: string;
}

export interface Visited {
  /** What is wrong, one line each. */
  readonly faults: readonly string[];
  readonly pictures: readonly Picture[];
}

/** A Chromium with the built extension, and the root of the extension's pages. */
export async function openExtension(
  profile: string,
  extension: string,
  language = 'en',
): Promise<{ readonly context: BrowserContext; readonly root: string }> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findBrowser('chromium')?.executable ?? '',
    // On Linux the browser takes its language from here, elsewhere from `--lang`.
    env: { ...process.env, LANGUAGE: language },
    args: [
      `--disable-extensions-except=${resolve(extension)}`,
      `--load-extension=${resolve(extension)}`,
      `--lang=${language.replace('_', '-')}`,
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

/** Opens every screen in every look, runs axe-core on it, and takes its picture. */
export async function visitScreens(
  context: BrowserContext,
  root: string,
  { screens, looks, folder, language }: Visit,
): Promise<Visited> {
  const page = await context.newPage();
  const faults: string[] = [];
  const pictures: Picture[] = [];
  let current = '';
  page.on('pageerror', (error) => faults.push(`${current}: page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${current}: console: ${message.text()}`);
  });
  const axeSource = await readFile(
    createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
    'utf8',
  );
  // The helper that tsx wraps named functions in, which a page doesn't have.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.addInitScript(pretend);
  for (const screen of screens) {
    await page.goto(`${root}options.html`);
    const { report, settings } = screen;
    // The side panel follows the tab it is in, and so shows the report about itself.
    const tab = screen.page === 'sidepanel.html' ? await page.evaluate(ownTab) : TAB;
    await page.evaluate(put, {
      settings,
      session: report === null ? {} : { [`tab:${tab}`]: storeReport(report) },
    });
    for (const look of looks) {
      if (look.opened === true && !report?.destinations.length) continue;
      current = [screen.name, look.name, ...(language === 'en' ? [] : [language])].join('-');
      await show(page, root, screen, look);
      faults.push(...(await audit(page, axeSource)).map((fault) => `${current}: ${fault}`));
      const file = `${current}.png`;
      const fullPage = screen.page !== 'popup.html' || look.opened === true;
      await page.screenshot({ path: join(folder, file), fullPage });
      pictures.push({ file, screen: screen.name, about: screen.about, look: look.name, language });
    }
  }
  await page.close();
  return { faults, pictures };
}

async function show(page: Page, root: string, screen: Screen, look: Look): Promise<void> {
  await page.emulateMedia({
    colorScheme: look.scheme,
    forcedColors: look.forcedColors === true ? 'active' : 'none',
  });
  const width = look.narrow === true ? NARROW : screen.width;
  await page.setViewportSize({ width, height: screen.page === 'popup.html' ? 600 : 900 });
  // The welcome page may have come in front.
  await page.bringToFront();
  const search = new URLSearchParams(screen.pretend.on ? { on: screen.pretend.on } : {});
  if (screen.page === 'popup.html') search.set('tab', String(TAB));
  if (screen.pretend.silent) search.set('silent', '');
  if (screen.pretend.loading) search.set('loading', '');
  await page.goto(`${root}${screen.page}?${search}`);
  const headings = page.locator('h1');
  await (screen.pretend.silent ? headings.filter({ hasNotText: '…' }) : headings).first().waitFor();
  // It takes three seconds until silence is called silence.
  if (screen.pretend.silent) await page.locator('.main-action').first().waitFor();
  if (look.rightToLeft === true) await page.evaluate(() => (document.documentElement.dir = 'rtl'));
  if (look.largeText === true) {
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  }
  if (look.opened === true) await page.locator('summary').first().click();
}

async function audit(page: Page, axeSource: string): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const moves = (element: Element) => {
      const { transitionDuration, animationName } = getComputedStyle(element);
      return /[1-9]/.test(transitionDuration) || animationName !== 'none';
    };
    const { violations } = await axe.run();
    const { scrollWidth, clientWidth } = document.documentElement;
    return [
      ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      // Nothing moves at all, so nothing has to stop for who wants less motion (WCAG 2.2, 2.3.3).
      ...([...document.querySelectorAll('*')].some(moves) ? ['moves'] : []),
      ...(scrollWidth > clientWidth ? ['scrolls sideways'] : []),
    ];
  });
}

/** Runs in the extension's page. */
async function put({ settings, session }: { settings: object; session: object }): Promise<void> {
  await Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()]);
  await chrome.storage.local.set({ settings });
  await chrome.storage.session.set(session);
}

/** Runs in the extension's page. */
async function ownTab(): Promise<number> {
  return (await chrome.tabs.getCurrent()).id;
}

/** Runs in each page before its scripts: what the address asks the browser to pretend. */
function pretend(): void {
  const asked = new URLSearchParams(location.search);
  const silence = new Promise<never>(() => {});
  if (asked.has('silent')) Object.assign(chrome.runtime, { sendMessage: () => silence });
  if (asked.has('loading')) Object.assign(chrome.storage.session, { get: () => silence });
  const url = asked.get('on');
  if (url !== null) Object.assign(chrome.tabs, { get: async () => ({ id: 1, url }) });
}
