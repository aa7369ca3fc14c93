import { browser } from 'wxt/browser';

const PING = 'ping';

/**
 * Answers the extension's own pages once all that came before is judged and stored, so that a popup
 * can tell a background that doesn't get on from one that has found nothing.
 * @param settled rejects when it never will be.
 */
export function answerPings(settled: () => Promise<unknown>): void {
  browser.runtime.onMessage.addListener((message, sender) => {
    if (message !== PING || !isOwnPage(sender)) return undefined;
    return settled().then(() => PING);
  });
}

/** @returns whether the background answered within the time, in milliseconds. */
export async function ping(timeout: number): Promise<boolean> {
  const answer = browser.runtime.sendMessage(PING).then(
    (reply) => reply === PING,
    () => false,
  );
  const silence = new Promise<boolean>((resolve) => setTimeout(resolve, timeout, false));
  return Promise.race([answer, silence]);
}

/** Content scripts share the extension's id, but not its origin. */
function isOwnPage({ url, id }: { url?: string | undefined; id?: string | undefined }): boolean {
  return id === browser.runtime.id && url?.startsWith(browser.runtime.getURL('')) === true;
}
