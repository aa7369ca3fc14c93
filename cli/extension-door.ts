import { basename } from 'node:path';
import type { CountryCode } from '../lib/country';
import { readStoredReport } from '../lib/report/stored-report';
import type { TabReport } from '../lib/report/tab-report';
import { DEFAULT_SETTINGS, type Settings } from '../lib/settings';
import type { BrowserPage, BrowserSession } from './browsers/session';
import { until } from './browsers/until';
import { Failure } from './failure';

/**
 * The product's own doors, used as a person would: the options page for a database of one's own,
 * the stored settings for a site to watch, `storage.session` for what was found.
 */

interface Extension {
  readonly storage: {
    readonly local: Area;
    readonly session: Area;
  };
  readonly scripting: {
    getRegisteredContentScripts(): Promise<{ id: string; matches?: string[] }[]>;
  };
}
interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(values: Record<string, unknown>): Promise<void>;
}

/** Lets the user's own databases in through the options page. */
export async function addOwnDatabases(
  session: BrowserSession,
  files: readonly string[],
): Promise<void> {
  if (files.length === 0) return;
  const page = await session.openPage(`${session.extensionOrigin}/options.html`);
  for (const file of files) {
    await page.setFiles('#own-database', [file]);
    const outcome = await until(
      `the options page to take ${basename(file)}`,
      () => page.evaluate(ownDatabaseOutcome, basename(file)),
      { seconds: 30 },
    );
    if (outcome !== 'added') throw new Failure(`--database ${file}: ${outcome}`);
  }
  await page.close();
}

/** Runs in the options page. */
function ownDatabaseOutcome(name: string): string | null {
  const error = document.querySelector('[data-own-database-error]')?.textContent;
  if (error) return error;
  const rows = [...document.querySelectorAll('[data-own-database]')];
  return rows.some((row) => row.getAttribute('data-own-database') === name) ? 'added' : null;
}

/**
 * Watches further sites and waits until the probe is registered for them.
 * @param here the country the browser is in, `null` if that isn't said.
 */
export async function watchSites(
  session: Pick<BrowserSession, 'inExtension'>,
  urls: readonly URL[],
  here: CountryCode | null = null,
): Promise<void> {
  const sites = [...new Set(urls.map(({ origin }) => origin))];
  await session.inExtension(storeSites, sites, { ...DEFAULT_SETTINGS, here });
  await until('the probe to be registered', () => session.inExtension(areWatched, sites), {
    seconds: 10,
  });
}

async function storeSites(sites: readonly string[], defaults: Settings): Promise<void> {
  const scope = globalThis as unknown as { browser?: Extension; chrome: Extension };
  const { local } = (scope.browser ?? scope.chrome).storage;
  const { settings } = await local.get('settings');
  const now = (settings ?? defaults) as Settings;
  await local.set({ settings: { ...now, sites: [...new Set([...now.sites, ...sites])] } });
}

async function areWatched(sites: readonly string[]): Promise<boolean> {
  const scope = globalThis as unknown as { browser?: Extension; chrome: Extension };
  const scripts = await (scope.browser ?? scope.chrome).scripting.getRegisteredContentScripts();
  const patterns = scripts.flatMap(({ matches }) => matches ?? []);
  return sites.every((site) =>
    patterns.some((pattern) => pattern.includes(`//${new URL(site).hostname}/`)),
  );
}

/** What the extension has stored of a tab, `null` if nothing. */
export async function readTabReport(
  session: BrowserSession,
  page: BrowserPage,
): Promise<TabReport | null> {
  return readStoredReport(await session.inExtension(storedReport, `tab:${await page.tabId()}`));
}

async function storedReport(key: string): Promise<unknown> {
  const scope = globalThis as unknown as { browser?: Extension; chrome: Extension };
  return (await (scope.browser ?? scope.chrome).storage.session.get(key))[key] ?? null;
}
