import { browser } from 'wxt/browser';
import { parseSettings, type Settings, type Unread, unreadIn } from '../settings';
import { onLocalChanged } from './local-changes';

const KEY = 'settings';
/** Settings of another version, or damaged ones: kept when new ones are written in their place. */
const ASIDE = 'settings-set-aside';

export async function readSettings(): Promise<Settings> {
  return settingsIn(await browser.storage.local.get(KEY));
}

/** The settings among what is stored. */
export function settingsIn(stored: Readonly<Record<string, unknown>>): Settings {
  return parseSettings(stored[KEY]);
}

/** Writes of one context follow each other, so that none is lost to a read made before it. */
let writing: Promise<unknown> = Promise.resolve();

export function updateSettings(change: (now: Settings) => Settings): Promise<Settings> {
  const next = writing.then(async () => {
    const { [KEY]: stored, [ASIDE]: before } = await browser.storage.local.get([KEY, ASIDE]);
    const settings = change(parseSettings(stored));
    const unread = unreadIn(stored);
    const isKept = unread === 'settings' || (unread === 'mutes' && before === undefined);
    await browser.storage.local.set({ ...(isKept ? { [ASIDE]: stored } : {}), [KEY]: settings });
    return settings;
  });
  writing = next.catch(() => undefined);
  return next;
}

export function onSettingsChanged(listener: (settings: Settings) => void): void {
  onLocalChanged(KEY, (value) => listener(parseSettings(value)));
}

/** The most that can't be read, in its place or set aside. */
export async function readUnread(): Promise<Unread> {
  const { [KEY]: stored, [ASIDE]: aside } = await browser.storage.local.get([KEY, ASIDE]);
  const now = unreadIn(stored);
  if (now === 'settings' || aside === undefined) return now;
  return unreadIn(aside) === 'mutes' ? 'mutes' : 'settings';
}

/** What can't be read goes; whatever can be read stays. */
export function discardUnread(): Promise<void> {
  const next = writing.then(async () => {
    const { [KEY]: stored } = await browser.storage.local.get(KEY);
    const unread = unreadIn(stored);
    if (unread === 'mutes') await browser.storage.local.set({ [KEY]: parseSettings(stored) });
    await browser.storage.local.remove(unread === 'settings' ? [KEY, ASIDE] : ASIDE);
  });
  writing = next.catch(() => undefined);
  return next;
}

export function onUnreadChanged(listener: (unread: Unread) => void): void {
  const look = () => void readUnread().then(listener);
  onLocalChanged(KEY, look);
  onLocalChanged(ASIDE, look);
}
