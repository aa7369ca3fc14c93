import { browser } from 'wxt/browser';
import type { Phase, RequestDetails } from './web-request';

/**
 * Listens to requests. To be called in the first turn of the background script: listeners added
 * later lose the events that woke it.
 */
export function listenToRequests(onRequest: (phase: Phase, details: RequestDetails) => void): void {
  const everything = { urls: ['<all_urls>'] };
  const { webRequest } = browser;
  webRequest.onBeforeRequest.addListener((details) => {
    onRequest('attempt', details as RequestDetails);
    return undefined;
  }, everything);
  webRequest.onBeforeRedirect.addListener(
    (details) => onRequest('redirect', details as RequestDetails),
    everything,
  );
  // Headers cost time for every request: only a page's own are looked at, for downloads.
  webRequest.onResponseStarted.addListener(
    (details) => onRequest('response', details as RequestDetails),
    { ...everything, types: ['main_frame'] },
    ['responseHeaders'],
  );
  webRequest.onResponseStarted.addListener((details) => {
    if (details.type !== 'main_frame') onRequest('response', details as RequestDetails);
  }, everything);
  webRequest.onErrorOccurred.addListener(
    (details) => onRequest('failure', details as RequestDetails),
    everything,
  );
}
