import type { StoredReport } from '../../lib/report/stored-report';
import { DEFAULT_SETTINGS, type Settings } from '../../lib/settings';
import { type MeasuredChromium, runIn } from './chromium';

interface Extension {
  readonly storage: {
    readonly local: { set(values: object): Promise<void> };
    readonly session: { get(key: null): Promise<Record<string, unknown>> };
  };
  readonly scripting: { getRegisteredContentScripts(): Promise<unknown[]> };
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
