import { browser } from 'wxt/browser';
import type { Phase, RequestDetails } from './web-request';

export interface RequestListeners {
  /**
   * Whether the attempts of anything but pages are listened to. Being told of an event is most of
   * what a request costs, so they are heard only while a watched page is open. Their outcomes always
   * are: what is missed between a page's arrival and this call are attempts that nobody answers.
   */
  hearAttempts(wanted: boolean): void;
}

/**
 * Listens to requests. To be called in the first turn of the background script: listeners added
 * later lose the events that woke it.
 */
export function listenToRequests(
  onRequest: (phase: Phase, details: RequestDetails) => void,
): RequestListeners {
  const everything = { urls: ['<all_urls>'] };
  const { webRequest } = browser;
  const onAttempt = (details: { readonly type: string }) => {
    if (details.type !== 'main_frame') onRequest('attempt', details as RequestDetails);
    return undefined;
  };
  let hears = false;
  const hearAttempts = (wanted: boolean) => {
    if (wanted === hears) return;
    hears = wanted;
    if (wanted) webRequest.onBeforeRequest.addListener(onAttempt, everything);
    else webRequest.onBeforeRequest.removeListener(onAttempt);
  };
  webRequest.onBeforeRequest.addListener(
    (details) => {
      onRequest('attempt', details as RequestDetails);
      return undefined;
    },
    { ...everything, types: ['main_frame'] },
  );
  hearAttempts(true);
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
  return { hearAttempts };
}
