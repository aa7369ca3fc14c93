import type { StoredReport } from '../../lib/report/stored-report';
import { DEFAULT_SETTINGS, type Settings } from '../../lib/settings';
import { launchMeasured, type MeasuredChromium, runIn } from './chromium';
import type { Contestant } from './contestants';
import { type ManyHosts, ROOM_HOST } from './many-hosts';

interface Extension {
  readonly storage: {
    readonly local: { set(values: object): Promise<void> };
    readonly session: { get(key: null): Promise<Record<string, unknown>> };
  };
  readonly scripting: { getRegisteredContentScripts(): Promise<unknown[]> };
}

/**
 * A fresh browser that finds the bench's site, with the site's page open and watched if asked for.
 * @param more what else the launch needs.
 */
export async function openRoom(
  { extension, watches }: Pick<Contestant, 'extension' | 'watches'>,
  site: ManyHosts,
  more: Parameters<typeof launchMeasured>[1] = {},
): Promise<MeasuredChromium> {
  const chromium = await launchMeasured(extension, {
    insecureOriginsAsSecure: [`http://${ROOM_HOST}:${site.port}`],
    ...more,
    hostRules: { ...site.hostRules, ...more.hostRules },
  });
  try {
    if (watches) await watchRoom(chromium, site.room);
    await chromium.page.goto(site.room);
    return chromium;
  } catch (error) {
    await chromium.close();
    throw error;
  }
}

/** Has Earshot watch the bench's room, as if its user had asked for it. */
export async function watchRoom({ extensionPage }: MeasuredChromium, room: string): Promise<void> {
  if (extensionPage === null) return;
  await runIn(extensionPage, storeSettings, { ...DEFAULT_SETTINGS, sites: [new URL(room).origin] });
}

/** Runs in the extension's page. */
async function storeSettings(settings: Settings): Promise<void> {
  const { chrome } = globalThis as unknown as { chrome: Extension };
  await chrome.storage.local.set({ settings });
  while ((await chrome.scripting.getRegisteredContentScripts()).length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** How many destinations Earshot has stored: a fast run that saw nothing must not count. */
export async function destinationsStored({ extensionPage }: MeasuredChromium): Promise<number> {
  return extensionPage === null ? 0 : runIn(extensionPage, countStored);
}

/** Runs in the extension's page. */
async function countStored(): Promise<number> {
  const { chrome } = globalThis as unknown as { chrome: Extension };
  const stored = Object.entries(await chrome.storage.session.get(null));
  return stored
    .filter(([key]) => key.startsWith('tab:'))
    .reduce((sum, [, report]) => sum + JSON.parse(report as StoredReport).destinations.length, 0);
}
