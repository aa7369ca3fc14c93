import { browser } from 'wxt/browser';
import { ALL_SITES } from './coverage';
import { NOTIFICATIONS } from './notifications';
import { reportError } from './report-error';

/** What the browser lets Earshot do at the moment. */
export interface Granted {
  /** Every site. */
  readonly allSites: boolean;
  /** The catalogue's sites and services: given at install, and users may take them back. */
  readonly catalogue: boolean;
  /** Hosts granted beside these. */
  readonly sites: readonly string[];
  readonly notifications: boolean;
}

interface Manifest {
  readonly host_permissions?: readonly string[];
  readonly content_scripts?: readonly { readonly matches?: readonly string[] }[];
}

function manifest(): Manifest {
  return browser.runtime.getManifest() as Manifest;
}

export async function readGranted(): Promise<Granted> {
  const { permissions } = browser;
  const [allSites, catalogue, notifications, added] = await Promise.all([
    permissions.contains(ALL_SITES),
    permissions.contains({ origins: [...(manifest().host_permissions ?? [])] }),
    permissions.contains(NOTIFICATIONS),
    addedOrigins(),
  ]);
  const hosts = added.flatMap((pattern) => /^[^:]+:\/\/([^/*]+)\/\*$/.exec(pattern)?.[1] ?? []);
  return { allSites, catalogue, sites: [...new Set(hosts)].sort(), notifications };
}

/** To be called straight from a click: gives the catalogue's sites again. */
export function requestCatalogue(): Promise<boolean> {
  return browser.permissions.request({ origins: [...(manifest().host_permissions ?? [])] });
}

/** Gives back whatever was granted since the installation. */
export async function giveUpGranted(): Promise<void> {
  await browser.permissions.remove(NOTIFICATIONS);
  await browser.permissions.remove({ origins: [...(await addedOrigins())] });
}

export function onGrantedChanged(listener: (granted: Granted) => void): void {
  const read = () => void readGranted().then(listener, reportError);
  browser.permissions.onAdded.addListener(read);
  browser.permissions.onRemoved.addListener(read);
}

async function addedOrigins(): Promise<readonly string[]> {
  const { host_permissions = [], content_scripts = [] } = manifest();
  const installed = new Set([
    ...host_permissions,
    ...content_scripts.flatMap(({ matches }) => matches ?? []),
  ]);
  const { origins = [] } = await browser.permissions.getAll();
  return origins.filter((pattern) => !installed.has(pattern));
}
