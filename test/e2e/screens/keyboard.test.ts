import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../../cli/browsers/find-browser';
import { scenario } from '../../scenarios/scenarios';
import { buildOf, isMissing } from '../site/browsers';

const profile = mkdtempSync(join(tmpdir(), 'earshot-keyboard-'));
const extension = resolve(buildOf('chromium', 'shipped'));

describe.skipIf(isMissing('chromium'))('the popup without a mouse', () => {
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    context = await chromium.launchPersistentContext(profile, {
      executablePath: findBrowser('chromium')?.executable ?? '',
      args: [
        `--disable-extensions-except=${extension}`,
        `--load-extension=${extension}`,
        '--disable-background-networking',
        '--disable-component-update',
        '--no-first-run',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    });
    const background = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    const popup = new URL('/popup.html?tab=1', background.url()).href;
    page = await context.newPage();
    await page.goto(popup);
    await page.evaluate(store, scenario('voice-to-watched-country') as unknown as object);
    await page.goto(popup);
    await page.getByRole('heading', { name: 'Voice', exact: true }).waitFor();
  });
  afterAll(async () => {
    await context?.close();
    rmSync(profile, { recursive: true, force: true });
  });

  it('reads headline, certainty, advice, then the four rows in their order', async () => {
    const tree = await page.locator('main').ariaSnapshot();
    const places = [
      'heading "Voice in this room goes through a server in China, run by Agora." [level=1]',
      'How sure: two databases agree.',
      'Your watch list includes China',
      'region "Voice"',
      'China two databases agree Warning Run by Agora',
      'region "Room data"',
      'region "Checks"',
      'region "Everything else"',
      'region "What Earshot can see here"',
    ].map((text) => tree.indexOf(text));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('walks from the options to the evidence and its sources', async () => {
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Keep open beside the page');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Options');
    await page.keyboard.press('Tab');
    expect(await focused()).toContain('two databases agree');
    await page.keyboard.press('Enter');
    await page.getByText('112.126.96.46:4713').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('dl') !== null)).toBe(true);
    expect(await page.evaluate(() => (document.activeElement as HTMLAnchorElement).href)).toMatch(
      /^https:/,
    );
  });
});

/** Runs in the popup. */
async function store(report: object): Promise<void> {
  const { chrome: api } = globalThis as unknown as {
    chrome: { storage: { session: { set(items: object): Promise<void> } } };
  };
  await api.storage.session.set({ 'tab:1': report });
}
