import { browser } from 'wxt/browser';

/**
 * Brings the relay to a page that stood in its tab before the background: after an update, or
 * because the browser was started on it. It tells the page's hosts by its Resource Timing, and when
 * the page ends. Never the probe: the page's own scripts have run by now and could deceive it.
 *
 * A page that may not be entered (taken back, an error page, gone meanwhile) stays as it is: begun
 * late, and nothing else known. Where a relay runs already the second one ends at once.
 */
export async function bringRelay(tabId: number): Promise<void> {
  await browser.scripting
    .executeScript({
      target: { tabId, allFrames: true },
      files: ['/content-scripts/rtc-relay.js'],
      injectImmediately: true,
    })
    .catch(() => {});
}
