import type { Page } from 'playwright-core';
import { asExpression } from './in-page';
import type { BrowserPage, BrowserSession } from './session';

/** A tab of Chromium behind the interface both browsers share. */
export function chromiumPage(page: Page, inExtension: BrowserSession['inExtension']): BrowserPage {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return {
    async goto(url, { timeout = 60_000 } = {}) {
      try {
        await page.goto(url, { timeout });
        return 'loaded';
      } catch (error) {
        if (error instanceof Error && error.name === 'TimeoutError') return 'still-loading';
        throw new Error(`${url} can't be opened: ${reasonIn(error)}`, { cause: error });
      }
    },
    url: async () => page.url(),
    evaluate: async (run, ...args) => (await page.evaluate(asExpression(run, args))) as never,
    click: (selector) => page.click(selector),
    setFiles: (selector, paths) => page.setInputFiles(selector, [...paths]),
    async screenshot(path, { width, height, fullPage = false, colorScheme } = {}) {
      const size = page.viewportSize() ?? { width: 1280, height: 800 };
      if (width !== undefined || height !== undefined) {
        await page.setViewportSize({ width: width ?? size.width, height: height ?? size.height });
      }
      if (colorScheme !== undefined) await page.emulateMedia({ colorScheme });
      await page.screenshot({ path, fullPage });
    },
    async tabId() {
      // Opening the extension's page would take the focus from ours: have it open first.
      await inExtension('true');
      await page.bringToFront();
      return inExtension(activeTab);
    },
    errors: async () => errors,
    close: () => page.close(),
  };
}

/** Runs in the extension: needs no permission, since the address of the tab isn't asked for. */
async function activeTab(): Promise<number> {
  const tabs = (globalThis as unknown as { chrome: { tabs: ActiveTabs } }).chrome.tabs;
  const [tab] = await tabs.query({ active: true, lastFocusedWindow: true });
  if (tab?.id === undefined) throw new Error('No tab is active.');
  return tab.id;
}

interface ActiveTabs {
  query(which: object): Promise<readonly { readonly id?: number }[]>;
}

function reasonIn(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /net::\w+/.exec(text)?.[0] ?? text.split('\n')[0] ?? text;
}
