import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Settings } from '../../../lib/settings';
import { buildOf, isMissing } from '../site/browsers';
import { LAB_DATABASE } from '../site/lab-database';
import { focused, tabTo } from './by-keyboard';
import { SCREENS } from './screens';
import { openExtension } from './visit-screens';

const profile = mkdtempSync(join(tmpdir(), 'earshot-keyboard-sheets-'));
const USED = SCREENS.find(({ name }) => name === 'options-used')?.settings as Settings;
const DATABASE = Buffer.from(LAB_DATABASE);

/** In the extension's own pages, where some of this runs. */
declare const chrome: {
  readonly permissions: Record<'onAdded' | 'onRemoved', { addListener(to: () => void): void }>;
  readonly storage: {
    readonly local: {
      set(items: object): Promise<void>;
      get(keys: null): Promise<{ settings?: Settings; told?: readonly string[] }>;
      clear(): Promise<void>;
    };
  };
};

describe.skipIf(isMissing('chromium'))('without a mouse', () => {
  let context: BrowserContext;
  let page: Page;
  let root: string;

  beforeAll(async () => {
    ({ context, root } = await openExtension(profile, buildOf('chromium', 'shipped')));
    page = await context.newPage();
    await page.addInitScript(pretendPermissions);
  });
  beforeEach(() => page.bringToFront());
  afterAll(async () => {
    await context?.close();
    rmSync(profile, { recursive: true, force: true });
  });

  async function open(name: string, stored: object = {}): Promise<void> {
    await page.goto(`${root}options.html`);
    await page.evaluate(put, stored);
    await page.goto(`${root}${name}.html`);
    await page.locator('h1').first().waitFor();
  }
  const stored = () => page.evaluate(() => chrome.storage.local.get(null));
  const settings = async () => (await stored()).settings;
  const to = (text: string, key?: string) => tabTo(page, text, key);
  const press = (key: string) => page.keyboard.press(key);
  const granted = () => page.evaluate(() => document.documentElement.dataset.granted ?? '');
  const soon = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 5000 });

  describe('the options', () => {
    it('choose a list of countries, and draw up one of one’s own', async () => {
      await open('options');
      await to('“Foreign adversaries”');
      await press('ArrowUp');
      await soon(async () => (await settings())?.preset).not.toBe('foreign-adversaries');
      const { preset } = (await settings()) as Settings;
      await press('ArrowDown');
      await soon(async () => (await settings())?.preset).not.toBe(preset);
      await press('ArrowDown');
      await soon(async () => (await settings())?.watched).toContain('CN');
      await to('Find a country');
      await page.keyboard.type('Turk');
      await to('Türkiye');
      await press('Space');
      await to('Find a country', 'Shift+Tab');
      await press('Control+A');
      await press('Delete');
      await to('Türkiye');
      await press('ArrowUp');
      await soon(() => focused(page)).toBe('Tunisia');
      await to('Show a notification');
      await soon(async () => (await settings())?.watched).toContain('TR');
    });

    it('turn alerts on and off, and have them told again', async () => {
      await open('options', { told: ['own-site x CN voice-to-watched-country'] });
      await to('Show a notification');
      await press('Space');
      await soon(granted).toContain('notifications');
      await soon(async () => (await settings())?.alerts).toBe(true);
      await press('Space');
      await soon(async () => (await settings())?.alerts).toBe(false);
      await to('Tell me again');
      await press('Enter');
      await soon(async () => (await stored()).told).toBeUndefined();
    });

    it('unmute one finding, take that back, and unmute all', async () => {
      await open('options', { settings: USED });
      await to('Unmute: Warning · Everything else');
      await press('Enter');
      await soon(async () => (await settings())?.muted.length).toBe(1);
      await soon(() => focused(page)).toBe('Undo');
      await press('Enter');
      await soon(async () => (await settings())?.muted.length).toBe(2);
      await open('options', { settings: USED });
      await to('Unmute all');
      await press('Enter');
      await soon(async () => (await settings())?.muted.length).toBe(0);
    });

    it('see every site, and no more', async () => {
      await open('options');
      await to('See every site');
      await press('Enter');
      await soon(granted).toContain('<all_urls>');
      await soon(() => focused(page)).toBe('Go back to known sites');
      await press('Enter');
      await soon(granted).not.toContain('<all_urls>');
    });

    it('stop watching a site, and take that back', async () => {
      await open('options', { settings: USED });
      await to('Remove https://rooms.example');
      await press('Enter');
      await soon(async () => (await settings())?.sites).toEqual([]);
      await soon(() => focused(page)).toBe('Undo');
      await press('Enter');
      await soon(async () => (await settings())?.sites).toEqual(['https://rooms.example']);
    });

    it('say where the user is, and hide the flags', async () => {
      await open('options');
      await to('Country');
      await page.keyboard.type('Japan');
      await soon(async () => (await settings())?.here).toBe('JP');
      await to('Show flags');
      await press('Space');
      await soon(async () => (await settings())?.flags).toBe(false);
    });

    it('add a database, remove it, and take that back', async () => {
      await open('options');
      await to('Add a file');
      const chooser = page.waitForEvent('filechooser');
      await press('Space');
      const file = { name: 'lab.mmdb', mimeType: 'application/octet-stream', buffer: DATABASE };
      await (await chooser).setFiles(file);
      const listed = page.locator('[data-own-database="lab.mmdb"]');
      await listed.waitFor();
      await to('Remove lab.mmdb', 'Shift+Tab');
      await press('Enter');
      await listed.waitFor({ state: 'detached' });
      await soon(() => focused(page)).toBe('Undo');
      await press('Enter');
      await listed.waitFor();
    });

    it('erase everything, but only when asked twice', async () => {
      await open('options', { settings: USED });
      await to('Erase everything…');
      await press('Enter');
      await soon(() => focused(page)).toBe('Keep it');
      await press('Enter');
      await soon(() => focused(page)).toBe('Erase everything…');
      expect(await settings()).toBeDefined();
      await press('Enter');
      await soon(() => focused(page)).toBe('Keep it');
      await press('Tab');
      expect(await focused(page)).toBe('Erase');
      await press('Enter');
      await page.getByText('Everything is erased.').waitFor();
      expect(await stored()).toEqual({});
    });

    it('lead on to the credits', async () => {
      await open('options');
      await to('IP Geolocation by DB-IP');
    });
  });

  describe('the welcome page', () => {
    it('chooses a list, all sites and alerts', async () => {
      await open('welcome');
      await to('“Foreign adversaries”');
      await press('ArrowUp');
      await soon(async () => (await settings())?.preset).toBe('us-countries-of-concern');
      await to('See every site');
      await press('Space');
      await soon(granted).toContain('<all_urls>');
      await to('Show a notification');
      await press('Space');
      await soon(async () => (await settings())?.alerts).toBe(true);
    });

    it('shows the evidence of its example', async () => {
      await open('welcome');
      await to('China two databases agree');
      await press('Enter');
      await page.getByText('112.126.96.46:4713').first().waitFor({ timeout: 5000 });
    });

    it('opens the options', async () => {
      await open('welcome');
      await to('Pick countries yourself');
      const opened = context.waitForEvent('page');
      await press('Enter');
      const options = await opened;
      await options.waitForURL(/options\.html/);
      await options.close();
    });
  });
});

/** Runs in the extension's page. */
async function put(stored: object): Promise<void> {
  await chrome.storage.local.clear();
  await chrome.storage.local.set(stored);
}

/** Runs in each page before its scripts: no driver can answer the browser's own questions. */
function pretendPermissions(): void {
  const granted = new Set<string>();
  const listeners: (() => void)[] = [];
  type Asked = { readonly origins?: readonly string[]; readonly permissions?: readonly string[] };
  const all = ({ origins = [], permissions = [] }: Asked) => [...origins, ...permissions];
  const changed = () => {
    document.documentElement.dataset.granted = [...granted].join(' ');
    for (const listener of listeners) listener();
    return true;
  };
  const contains = chrome.permissions as unknown as { contains(what: Asked): Promise<boolean> };
  const before = contains.contains.bind(contains);
  Object.assign(chrome.permissions, {
    contains: async (what: Asked) =>
      all(what).every((each) => granted.has(each)) || (await before(what)),
    request: async (what: Asked) => {
      for (const each of all(what)) granted.add(each);
      return changed();
    },
    remove: async (what: Asked) => {
      for (const each of all(what)) granted.delete(each);
      return changed();
    },
  });
  for (const event of ['onAdded', 'onRemoved'] as const) {
    Object.assign(chrome.permissions[event], {
      addListener: (to: () => void) => listeners.push(to),
    });
  }
}
