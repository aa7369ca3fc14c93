import { browser } from 'wxt/browser';
import { onLocalChanged } from './local-changes';

const KEY = 'told';

/** Far more than anybody meets; the oldest give way. */
const MOST = 500;

/** What the user has been alerted to: kinds of findings, never hosts or rooms. Oldest first. */
export async function readTold(): Promise<ReadonlySet<string>> {
  const { [KEY]: stored } = await browser.storage.local.get(KEY);
  const keys = Array.isArray(stored) ? stored : [];
  return new Set(keys.filter((key): key is string => typeof key === 'string'));
}

export async function addTold(keys: readonly string[]): Promise<void> {
  const all = [...new Set([...(await readTold()), ...keys])];
  await browser.storage.local.set({ [KEY]: all.slice(-MOST) });
}

/** From now on everything is news again. */
export async function forgetTold(): Promise<void> {
  await browser.storage.local.remove(KEY);
}

export function onToldChanged(listener: () => void): void {
  onLocalChanged(KEY, listener);
}
