import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserPage, BrowserSession } from '../../cli/browsers/session';
import { until } from '../../cli/browsers/until';
import { addOwnDatabases } from '../../cli/extension-door';
import { grantAtInstall } from '../../cli/granted-build';
import { BROWSERS, buildOf, isMissing, openWatched } from './site/browsers';
import { LAB_DATABASE } from './site/lab-database';
import { endQuietly } from './site/quiet-end';
import { type SmallSite, startSmallSite } from './site/small-site';

const folder = mkdtempSync(join(tmpdir(), 'earshot-alerts-'));
const database = join(folder, 'lab.mmdb');
writeFileSync(database, LAB_DATABASE);
afterAll(() => rmSync(folder, { recursive: true }));

/** No driver can click the permission's prompt: this copy has it from the start. */
function withNotifications(kind: 'chromium' | 'firefox'): string {
  const copy = grantAtInstall(buildOf(kind, 'full'), [], join(folder, kind));
  const path = join(copy, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  manifest.permissions.push('notifications');
  manifest.optional_permissions = manifest.optional_permissions?.filter(
    (permission: string) => permission !== 'notifications',
  );
  writeFileSync(path, JSON.stringify(manifest));
  return copy;
}

describe.each(BROWSERS)('an alert in %s', (kind) => {
  let site: SmallSite;
  let session: BrowserSession;
  let page: BrowserPage;

  beforeAll(async () => {
    if (isMissing(kind)) return;
    site = await startSmallSite();
    ({ session, page } = await openWatched(kind, site.url(), withNotifications(kind)));
    await addOwnDatabases(session, [database]);
    await session.inExtension(listen);
    await session.inExtension(turnOn);
  });
  afterAll(async () => {
    await site?.stop();
    if (session !== undefined) await endQuietly(session);
  });

  const shown = () => session.inExtension(notifications);
  const send = () => page.evaluate(post, site.url('/seen', '127.0.0.2'));

  it.skipIf(isMissing(kind))('is a notification of the browser', async () => {
    expect(await shown()).toEqual([]);
    await send();
    const tab = await page.tabId();
    await until('a notification', async () => ((await shown()).length > 0 ? true : null));
    expect(await shown()).toEqual([`tab:${tab}`]);
  });

  it.skipIf(isMissing(kind))('is not given a second time for the same', async () => {
    await session.inExtension(forgetNotifications);
    await page.goto(site.url());
    await send();
    // Twice the time in which the first one came.
    await sleep(4000);
    expect(await shown()).toEqual([]);
  });
});

/** Runs in the page: sends something, which makes it room data. */
async function post(url: string): Promise<void> {
  await fetch(url, { method: 'POST', body: 'x' });
}

interface Area<T> {
  get(key: string): Promise<T>;
  set(items: T): Promise<void>;
}

interface Api {
  readonly storage: {
    readonly local: Area<{ settings?: object }>;
    readonly session: Area<{ closed?: string }>;
  };
  readonly notifications: {
    getAll(): Promise<Record<string, unknown>>;
    clear(id: string): Promise<boolean>;
    readonly onClosed: { addListener(listener: (id: string) => void): void };
  };
}

/** These run in the extension. */
async function turnOn(): Promise<void> {
  const scope = globalThis as unknown as { browser?: Api; chrome: Api };
  const { local } = (scope.browser ?? scope.chrome).storage;
  const { settings } = await local.get('settings');
  await local.set({ settings: { ...settings, alerts: true } });
}

/** A Firefox without a display closes a notification as soon as it is made: that is noted. */
async function listen(): Promise<void> {
  const scope = globalThis as unknown as { browser?: Api; chrome: Api };
  const api = scope.browser ?? scope.chrome;
  api.notifications.onClosed.addListener((id) => void api.storage.session.set({ closed: id }));
}

/** The ids of those that are there, and of the last one that was closed. */
async function notifications(): Promise<string[]> {
  const scope = globalThis as unknown as { browser?: Api; chrome: Api };
  const api = scope.browser ?? scope.chrome;
  const { closed } = await api.storage.session.get('closed');
  return [...Object.keys(await api.notifications.getAll()), ...(closed ? [closed] : [])];
}

async function forgetNotifications(): Promise<void> {
  const scope = globalThis as unknown as { browser?: Api; chrome: Api };
  const api = scope.browser ?? scope.chrome;
  for (const id of Object.keys(await api.notifications.getAll())) await api.notifications.clear(id);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await api.storage.session.set({ closed: '' });
}
