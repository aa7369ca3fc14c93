import { browser } from 'wxt/browser';
import { isUnread, parseSettings, type Settings } from '../settings';
import { onLocalChanged } from './local-changes';

const KEY = 'settings';
/** Settings of another version, or damaged ones: kept when new ones are written in their place. */
const ASIDE = 'settings-set-aside';

export async function readSettings(): Promise<Settings> {
  const stored = await browser.storage.local.get(KEY);
  return parseSettings(stored[KEY]);
}

/** Writes of one context follow each other, so that none is lost to a read made before it. */
let writing: Promise<unknown> = Promise.resolve();

export function updateSettings(change: (now: Settings) => Settings): Promise<Settings> {
  const next = writing.then(async () => {
    const { [KEY]: stored } = await browser.storage.local.get(KEY);
    const settings = change(parseSettings(stored));
    const aside = isUnread(stored) ? { [ASIDE]: stored } : {};
    await browser.storage.local.set({ ...aside, [KEY]: settings });
    return settings;
  });
  writing = next.catch(() => undefined);
  return next;
}

export function onSettingsChanged(listener: (settings: Settings) => void): void {
  onLocalChanged(KEY, (value) => listener(parseSettings(value)));
}

/** Whether there are settings that can't be read, in their place or set aside. */
export async function hasUnreadSettings(): Promise<boolean> {
  const { [KEY]: stored, [ASIDE]: aside } = await browser.storage.local.get([KEY, ASIDE]);
  return aside !== undefined || isUnread(stored);
}

export async function discardUnreadSettings(): Promise<void> {
  const { [KEY]: stored } = await browser.storage.local.get(KEY);
  await browser.storage.local.remove(isUnread(stored) ? [KEY, ASIDE] : ASIDE);
}

export function onUnreadSettingsChanged(listener: (unread: boolean) => void): void {
  const look = () => void hasUnreadSettings().then(listener);
  onLocalChanged(KEY, look);
  onLocalChanged(ASIDE, look);
}
