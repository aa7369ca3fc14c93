import { browser } from 'wxt/browser';
import { parseSettings, type Settings } from '../settings';
import { onLocalChanged } from './local-changes';

const KEY = 'settings';

export async function readSettings(): Promise<Settings> {
  const stored = await browser.storage.local.get(KEY);
  return parseSettings(stored[KEY]);
}

/** Writes of one context follow each other, so that none is lost to a read made before it. */
let writing: Promise<unknown> = Promise.resolve();

export function updateSettings(change: (now: Settings) => Settings): Promise<Settings> {
  const next = writing.then(async () => {
    const settings = change(await readSettings());
    await browser.storage.local.set({ [KEY]: settings });
    return settings;
  });
  writing = next.catch(() => undefined);
  return next;
}

export function onSettingsChanged(listener: (settings: Settings) => void): void {
  onLocalChanged(KEY, (value) => listener(parseSettings(value)));
}
