import { browser } from 'wxt/browser';
import type { CountryCode } from '../country';
import { type Mute, withMute, withoutMutes } from '../report/mute';
import { requestPatternsOf } from '../site-patterns';
import { ALL_SITES } from './coverage';
import { NOTIFICATIONS } from './notifications';
import { updateSettings } from './settings';

/**
 * Asks for every site. To be called straight from a click: browsers refuse it otherwise.
 * @returns whether it was granted.
 */
export function requestFullCoverage(): Promise<boolean> {
  return browser.permissions.request(ALL_SITES);
}

/** Asks for one site that is watched already. To be called straight from a click. */
export function requestSite(site: string): Promise<boolean> {
  return browser.permissions.request({ origins: [...requestPatternsOf(site)] });
}

/** Back to the catalogue's sites and those the user added. */
export function giveUpFullCoverage(): Promise<boolean> {
  return browser.permissions.remove(ALL_SITES);
}

export async function choosePreset(preset: string): Promise<void> {
  await updateSettings((now) => ({ ...now, preset, watched: null }));
}

/** The user's own list: from now on the presets are out. */
export async function watchCountries(watched: readonly CountryCode[]): Promise<void> {
  await updateSettings((now) => ({ ...now, watched: [...watched] }));
}

/**
 * Asks for notifications and turns alerts on. To be called straight from a click.
 * @returns whether they are on now.
 */
export async function turnAlertsOn(): Promise<boolean> {
  const granted = await browser.permissions.request(NOTIFICATIONS);
  if (granted) await updateSettings((now) => ({ ...now, alerts: true }));
  return granted;
}

export async function turnAlertsOff(): Promise<void> {
  await updateSettings((now) => ({ ...now, alerts: false }));
}

/** @param here `null` if the user would rather not say. */
export async function sayWhere(here: CountryCode | null): Promise<void> {
  await updateSettings((now) => ({ ...now, here }));
}

/** The toolbar no longer warns of findings of this kind. */
export async function mute(kind: Mute): Promise<void> {
  await updateSettings((now) => ({
    ...now,
    muted: withMute(now.muted, kind),
  }));
}

export async function unmute(kinds: readonly Mute[]): Promise<void> {
  await updateSettings((now) => ({
    ...now,
    muted: withoutMutes(now.muted, kinds),
  }));
}

export async function showFlags(flags: boolean): Promise<void> {
  await updateSettings((now) => ({ ...now, flags }));
}

/**
 * Asks for one site and has it watched. Some browsers close the popup when they ask, and what
 * comes after is lost: so the site is noted while the browser asks, and taken back on refusal.
 */
export async function watchSite(site: string): Promise<boolean> {
  const asked = browser.permissions.request({ origins: [...requestPatternsOf(site)] });
  await updateSettings((now) => ({ ...now, sites: [...new Set([...now.sites, site])] }));
  const granted = await asked;
  if (!granted) await unwatchSite(site);
  return granted;
}

/** Stops watching a site, and gives back the access to its host unless another site rests on it. */
export async function unwatchSite(site: string): Promise<void> {
  const { sites } = await updateSettings((now) => ({
    ...now,
    sites: now.sites.filter((each) => each !== site),
  }));
  const { hostname } = new URL(site);
  if (sites.some((each) => new URL(each).hostname === hostname)) return;
  // Refused where the access comes with the installation: then it stays.
  await browser.permissions.remove({ origins: [...requestPatternsOf(site)] }).catch(() => false);
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
