import type { BrowserContext, CDPSession } from 'playwright-core';

/**
 * What goes wrong in a Chromium extension from now on: uncaught errors and `console.error` of its
 * pages, of its relay in every page, and of its service worker. Grows as they come.
 */
export async function collectErrors(
  context: BrowserContext,
  devtools: CDPSession,
  origin: string,
): Promise<readonly string[]> {
  const errors: string[] = [];
  context.on('weberror', (error) => {
    const { stack = '', message } = error.error();
    const isOurs = error.page()?.url().startsWith(origin) || isRelay(stack, origin);
    if (isOurs) errors.push(stack || message);
  });
  context.on('console', (message) => {
    const { url } = message.location();
    // The service worker's come by its own inspector, which forgets none at its start.
    if (message.page() !== null && message.type() === 'error' && url.startsWith(origin)) {
      errors.push(message.text());
    }
  });
  await watchWorkers(devtools, origin, (error) => errors.push(error));
  return errors;
}

/** Its other script runs in the page's world, among the page's own errors. */
function isRelay(stack: string, origin: string): boolean {
  return stack.includes(`${origin}/content-scripts/rtc-relay.js`);
}

interface Remote {
  readonly description?: string;
  readonly value?: unknown;
}
interface InspectorEvent {
  readonly method?: string;
  readonly params?: {
    readonly type?: string;
    readonly args?: readonly Remote[];
    readonly exceptionDetails?: { readonly text: string; readonly exception?: Remote };
  };
}

/** The driver tells of a worker's console, and not of its uncaught errors. */
async function watchWorkers(
  devtools: CDPSession,
  origin: string,
  onError: (text: string) => void,
): Promise<void> {
  devtools.on('Target.targetCreated', ({ targetInfo: { type, url, targetId } }) => {
    if (type !== 'service_worker' || !url.startsWith(origin)) return;
    // A worker may be gone again by now.
    void attach(targetId).catch(() => {});
  });
  devtools.on('Target.receivedMessageFromTarget', ({ message }) => {
    const text = errorIn(JSON.parse(message));
    if (text !== null) onError(text);
  });
  async function attach(targetId: string): Promise<void> {
    const { sessionId } = await devtools.send('Target.attachToTarget', { targetId });
    // What came before is told, too.
    const message = JSON.stringify({ id: 1, method: 'Runtime.enable' });
    await devtools.send('Target.sendMessageToTarget', { sessionId, message });
  }
  await devtools.send('Target.setDiscoverTargets', { discover: true });
}

function errorIn({ method, params = {} }: InspectorEvent): string | null {
  const { exceptionDetails, args = [], type } = params;
  if (method === 'Runtime.exceptionThrown' && exceptionDetails) {
    return `${exceptionDetails.text} ${textOf(exceptionDetails.exception ?? {})}`;
  }
  const isError = method === 'Runtime.consoleAPICalled' && type === 'error';
  return isError ? args.map(textOf).join(' ') : null;
}

function textOf({ description, value }: Remote): string {
  return description ?? String(value);
}
