import { browser } from 'wxt/browser';
import { reportError } from './report-error';

/** Opens the welcome page after the installation, and never after an update. */
export function welcomeNewUsers(): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason !== 'install') return;
    void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') }).catch(reportError);
  });
}
