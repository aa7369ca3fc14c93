import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../cli/browsers/launch';
import type { BrowserPage, BrowserSession } from '../../cli/browsers/session';
import { until } from '../../cli/browsers/until';
import { BROWSERS, buildOf, isMissing } from './site/browsers';
import { LAB_DATABASE } from './site/lab-database';
import { endQuietly } from './site/quiet-end';

const folder = mkdtempSync(join(tmpdir(), 'earshot-options-'));
const good = join(folder, 'lab.mmdb');
const damaged = join(folder, 'damaged.mmdb');
writeFileSync(good, LAB_DATABASE);
writeFileSync(damaged, LAB_DATABASE.subarray(0, LAB_DATABASE.length >> 1));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(BROWSERS)('the options page in %s', (kind) => {
  let session: BrowserSession;
  let page: BrowserPage;

  beforeAll(async () => {
    if (isMissing(kind)) return;
    session = await launchBrowser({ kind, extension: resolve(buildOf(kind, 'shipped')) });
    page = await session.openPage(`${session.extensionOrigin}/options.html`);
    await shows('Jun 1, 2026');
  });
  afterAll(async () => {
    if (session === undefined) return;
    expect(await page.errors()).toEqual([]);
    await endQuietly(session);
  });

  const body = () => page.evaluate(() => document.body.textContent ?? '');
  const shows = (text: string) =>
    until(text, async () => ((await body()).includes(text) ? true : null), { seconds: 15 });

  const hides = (text: string) =>
    until(`no ${text}`, async () => ((await body()).includes(text) ? null : true), { seconds: 10 });

  it.skipIf(isMissing(kind))('refuses a damaged database and says why', async () => {
    await page.setFiles('#own-database', [damaged]);
    await shows('damaged.mmdb was not added: ');
    expect(await page.evaluate(() => document.querySelector('[data-own-database]'))).toBeNull();
  });

  it.skipIf(isMissing(kind))('keeps a database until it is removed', async () => {
    await page.setFiles('#own-database', [good]);
    await shows('Lab-Country, Nov 1, 2026');
    expect(await body()).not.toContain('was not added');
    await page.goto(`${session.extensionOrigin}/options.html`);
    await shows('Lab-Country, Nov 1, 2026');
    await page.click('[data-own-database="lab.mmdb"] button');
    await hides('Lab-Country');
    await shows('Removed: lab.mmdb.');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Undo');
    await page.click('.undo button');
    await shows('Lab-Country, Nov 1, 2026');
  });

  it.skipIf(isMissing(kind))('remembers which countries to be told about', async () => {
    await page.click('#preset-china');
    await page.goto(`${session.extensionOrigin}/options.html`);
    await shows('Countries to be told about');
    expect(
      await page.evaluate(() => document.querySelector<HTMLInputElement>('#preset-china')?.checked),
    ).toBe(true);
  });

  // An update may leave them, and so may a damaged profile.
  it.skipIf(isMissing(kind))(
    'says which settings it can’t read, and drops these alone',
    async () => {
      await session.inExtension(spoilMutes);
      await shows('Some of what you muted could not be read.');
      await page.click('.unread button');
      await hides('could not be read');
      await page.goto(`${session.extensionOrigin}/options.html`);
      await shows('Countries to be told about');
      expect(await body()).not.toContain('could not be read');
      expect(await page.evaluate(isChosen, '#preset-china')).toBe(true);

      await session.inExtension(spoilSettings);
      await shows('Your settings could not be read.');
      expect(await page.evaluate(isChosen, '#preset-china')).toBe(false);
      await page.click('.unread button');
      await hides('could not be read');
    },
  );

  it.skipIf(isMissing(kind))('credits every source of the data, with its date', async () => {
    for (const credit of ['IP Geolocation by DB-IP', 'IPFire', 'routeviews.org', 'IPtoASN']) {
      await shows(credit);
    }
  });

  it.skipIf(isMissing(kind))('takes a list of one’s own, country by country', async () => {
    await page.click('#preset-china');
    await page.click('#preset-own');
    await until('the list', () => page.evaluate(() => document.querySelector('.countries') && 1), {
      seconds: 10,
    });
    expect(await page.evaluate(ticked)).toEqual(['CN']);
    await page.evaluate(search, 'Turk');
    await page.click('.countries input[value="TR"]');
    await page.evaluate(search, '');
    for (const place of ['HK', 'MO', 'TW', 'XK']) {
      await page.click(`.countries input[value="${place}"]`);
    }
    await page.click('.countries input[value="CN"]');
    await page.goto(`${session.extensionOrigin}/options.html`);
    await shows('Hong Kong, Kosovo, Macao, Taiwan, Türkiye');
    expect((await page.evaluate(ticked)).sort()).toEqual(['HK', 'MO', 'TR', 'TW', 'XK']);
    expect(await session.inExtension(stored)).toMatchObject({ settings: { preset: 'china' } });
  });

  it.skipIf(isMissing(kind))('erases everything once it was asked twice', async () => {
    await page.setFiles('#own-database', [good]);
    await shows('Lab-Country');
    await page.click('#erase ~ button');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Keep it');
    expect(await session.inExtension(stored)).not.toEqual({});
    await session.stopBackground();
    await page.click('#erase-now');
    await shows('Everything is erased.');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(
      /^Everything is erased\./,
    );
    expect(await session.inExtension(stored)).toEqual({});
    await hides('Lab-Country');
    await page.goto(`${session.extensionOrigin}/options.html`);
    await shows('Countries to be told about');
    expect(await body()).not.toContain('Lab-Country');
  });
});

/** Runs in the page. */
function ticked(): string[] {
  return [...document.querySelectorAll<HTMLInputElement>('.countries input:checked')].map(
    ({ value }) => value,
  );
}

/** Runs in the page. */
function search(text: string): void {
  const field = document.querySelector<HTMLInputElement>('#country-search');
  if (field === null) return;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Runs in the extension: all that would outlive the browser, but for databases. */
async function stored(): Promise<object> {
  type Api = { storage: { local: { get(keys: null): Promise<object> } } };
  const scope = globalThis as unknown as { browser?: Api; chrome: Api };
  return (scope.browser ?? scope.chrome).storage.local.get(null);
}

interface Local {
  get(key: string): Promise<{ readonly settings?: object }>;
  set(items: object): Promise<void>;
}

/** Runs in the extension. */
async function spoilMutes(): Promise<void> {
  type Api = { readonly storage: { readonly local: Local } };
  const scope = globalThis as unknown as { browser?: Api; chrome: Api };
  const { local } = (scope.browser ?? scope.chrome).storage;
  const { settings } = await local.get('settings');
  await local.set({ settings: { ...settings, muted: [{ kind: 'of a later version' }] } });
}

/** Runs in the extension. */
async function spoilSettings(): Promise<void> {
  type Api = { readonly storage: { readonly local: Local } };
  const scope = globalThis as unknown as { browser?: Api; chrome: Api };
  await (scope.browser ?? scope.chrome).storage.local.set({ settings: { version: 2 } });
}

/** Runs in the options page. */
function isChosen(selector: string): boolean {
  return document.querySelector<HTMLInputElement>(selector)?.checked ?? false;
}
