import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FirefoxControl, TabControl } from './firefox-control';
import { errorsSeen } from './firefox-watch';
import { frontTabId, preferColorScheme, sizeFrontPage } from './firefox-window';
import type { BrowserPage } from './session';
import { until } from './until';

/** A tab of Firefox behind the interface both browsers share. */
export function firefoxPage(control: FirefoxControl, handle: string): BrowserPage {
  const here = <T>(steps: (tab: TabControl) => Promise<T>) => control.inTab(handle, false, steps);
  const inFront = <T>(steps: (tab: TabControl) => Promise<T>) => control.inTab(handle, true, steps);
  return {
    goto: (url, { timeout = 60_000 } = {}) =>
      here(async ({ send }) => {
        await send('WebDriver:SetTimeouts', { pageLoad: timeout });
        try {
          await send('WebDriver:Navigate', { url });
          return 'loaded';
        } catch (error) {
          if (error instanceof Error && error.name === 'timeout') return 'still-loading';
          throw new Error(`${url} can't be opened: ${reasonIn(error)}`, { cause: error });
        }
      }),
    url: () => here(({ run }) => run('location.href')) as Promise<string>,
    evaluate: (source, ...args) => here(({ run }) => run(source, ...args)),
    click: (selector) =>
      here(async (tab) => {
        await tab.send('WebDriver:ElementClick', { id: await element(tab, selector) });
      }),
    setFiles: (selector, paths) =>
      here(async (tab) => {
        const text = paths.map((path) => resolve(path)).join('\n');
        const id = await element(tab, selector);
        await tab.send('WebDriver:ElementSendKeys', { id, text });
      }),
    screenshot: (path, { width, height, fullPage = false, colorScheme } = {}) =>
      inFront(async ({ send, run, privileged }) => {
        await privileged(sizeFrontPage, width ?? null, height ?? null);
        // The page learns of it a moment later.
        await until('the page to be resized', () => run(isSized, width ?? null, height ?? null));
        const scheme = { dark: 0, light: 1, system: 2 }[colorScheme ?? 'system'];
        await privileged(preferColorScheme, scheme);
        const shot = await send('WebDriver:TakeScreenshot', { full: fullPage, hash: false });
        writeFileSync(path, (shot as { value: string }).value, 'base64');
      }),
    tabId: () => inFront(({ privileged }) => privileged(frontTabId)),
    errors: () => inFront(({ privileged }) => privileged(errorsSeen, null)),
    close: () =>
      here(async ({ send }) => {
        await send('WebDriver:CloseWindow');
      }),
  };
}

/** Runs in the page. */
function isSized(width: number | null, height: number | null): boolean {
  return (width ?? innerWidth) === innerWidth && (height ?? innerHeight) === innerHeight;
}

/** WebDriver's name for an element's reference. https://www.w3.org/TR/webdriver2/#elements */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

async function element({ send }: TabControl, selector: string): Promise<string> {
  const found = await until(selector, () =>
    send('WebDriver:FindElement', { using: 'css selector', value: selector }).catch(() => null),
  );
  const reference = (found as { value: Record<string, string> }).value[ELEMENT];
  if (reference === undefined) throw new Error(`Firefox names no element for ${selector}.`);
  return reference;
}

/** Error pages of Firefox have an address that names the error. */
function reasonIn(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /about:(?:net|cert)error\?e=(\w+)/.exec(text)?.[1] ?? text;
}
