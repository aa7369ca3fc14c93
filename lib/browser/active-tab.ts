import { browser } from 'wxt/browser';
import { reportError } from './report-error';

/** The tab the user looks at in this page's own window; `null` while there is none. */
export async function activeTab(): Promise<number | null> {
  const [active] = await browser.tabs.query({ active: true, currentWindow: true });
  return active?.id ?? null;
}

/** Calls whenever the user looks at another tab of this page's own window. */
export function onActiveTabChanged(listener: (tab: number | null) => void): void {
  const read = () => void activeTab().then(listener, reportError);
  browser.tabs.onActivated.addListener(read);
  // Not in every browser; a tab that was prerendered or put to sleep comes back under a new number.
  browser.tabs.onReplaced?.addListener(read);
}
