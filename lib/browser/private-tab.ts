import { browser } from 'wxt/browser';

/** Whether a tab is in a private window; a tab that has gone counts as one. */
export async function isPrivate(tab: number): Promise<boolean> {
  return browser.tabs.get(tab).then(
    ({ incognito }) => incognito,
    () => true,
  );
}
