import { browser } from 'wxt/browser';

/**
 * Listens to what happens under one key of `storage.local`. Not by `storage.onChanged`: for that
 * the browser would send every report that is stored for the session back to who has just stored it.
 * @param listener is given the new value, `undefined` once it is removed.
 */
export function onLocalChanged(key: string, listener: (value: unknown) => void): void {
  browser.storage.local.onChanged.addListener((changes) => {
    const change = changes[key];
    if (change !== undefined) listener(change.newValue);
  });
}
