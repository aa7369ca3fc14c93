import { browser } from 'wxt/browser';
import { ALL_SITES } from './coverage';
import { updateSettings } from './settings';

/**
 * Asks for every site. To be called straight from a click: browsers refuse it otherwise.
 * @returns whether it was granted.
 */
export function requestFullCoverage(): Promise<boolean> {
  return browser.permissions.request(ALL_SITES);
}

/**
 * Asks for one site and has it watched. Some browsers close the popup when they ask, and what
 * comes after is lost: so the site is noted while the browser asks, and taken back on refusal.
 */
export async function watchSite(site: string): Promise<boolean> {
  const asked = browser.permissions.request({ origins: sitePatterns(site) });
  await updateSettings((now) => ({ ...now, sites: [...new Set([...now.sites, site])] }));
  const granted = await asked;
  if (!granted) await unwatchSite(site);
  return granted;
}

export async function unwatchSite(site: string): Promise<void> {
  await updateSettings((now) => ({ ...now, sites: now.sites.filter((each) => each !== site) }));
}

/** Chromium shows WebSockets only for patterns of their own. Patterns know no port. */
function sitePatterns(site: string): string[] {
  const { hostname } = new URL(site);
  return ['http', 'https', 'ws', 'wss'].map((scheme) => `${scheme}://${hostname}/*`);
}

export async function reloadTab(tab: number): Promise<void> {
  await browser.tabs.reload(tab);
}

export function restartExtension(): void {
  browser.runtime.reload();
}

export async function openOptions(): Promise<void> {
  await browser.runtime.openOptionsPage();
}
