import { browser } from 'wxt/browser';
import { giveUpGranted } from './granted';
import { onLocalChanged } from './local-changes';
import { clearOwnDatabases } from './own-databases';
import { reportError } from './report-error';

/**
 * Set while everything is being erased, and erased last: should the background be stopped half way,
 * its next life goes on, since each step can be done twice.
 */
const KEY = 'erasing';

/** Asks the background to erase everything the user said and everything that was seen. */
export async function askToErase(): Promise<void> {
  await browser.storage.local.set({ [KEY]: true });
}

export async function isErasing(): Promise<boolean> {
  return (await browser.storage.local.get(KEY))[KEY] !== undefined;
}

export function onErased(listener: () => void): void {
  onLocalChanged(KEY, (value) => {
    if (value === undefined) listener();
  });
}

/**
 * @param forgetPages drops what is in memory; what it had written is erased here.
 */
export function eraseWhenAsked(forgetPages: () => void): void {
  const erase = () => {
    forgetPages();
    void eraseEverything().catch(reportError);
  };
  onLocalChanged(KEY, (value) => {
    if (value !== undefined) erase();
  });
  void isErasing().then((isAsked) => {
    if (isAsked) erase();
  }, reportError);
}

async function eraseEverything(): Promise<void> {
  await giveUpGranted();
  await clearOwnDatabases();
  const { ready, ...seen } = await browser.storage.session.get(null);
  await browser.storage.session.remove(Object.keys(seen));
  await browser.storage.local.clear();
}
