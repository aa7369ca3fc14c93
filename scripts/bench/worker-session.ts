import type { CDPSession } from 'playwright-core';

/** Asks one DevTools command of a target. @returns its result, as the protocol describes it. */
export type Ask = (method: string, parameters?: object) => Promise<unknown>;

/**
 * Talks to a service worker, to which the driver shows no way but the protocol's old, nested
 * messages.
 */
export async function inWorker<T>(
  devtools: CDPSession,
  targetId: string,
  work: (ask: Ask) => Promise<T>,
): Promise<T> {
  const { sessionId } = await devtools.send('Target.attachToTarget', { targetId, flatten: false });
  let last = 0;
  const ask: Ask = (method, parameters = {}) =>
    new Promise((resolve, reject) => {
      last += 1;
      const id = last;
      devtools.on('Target.receivedMessageFromTarget', function listen(event) {
        const answer = JSON.parse(event.message);
        if (event.sessionId !== sessionId || answer.id !== id) return;
        devtools.off('Target.receivedMessageFromTarget', listen);
        if (answer.error === undefined) resolve(answer.result);
        else reject(new Error(`${method}: ${answer.error.message}`));
      });
      const message = JSON.stringify({ id, method, params: parameters });
      void devtools.send('Target.sendMessageToTarget', { sessionId, message });
    });
  try {
    return await work(ask);
  } finally {
    await devtools.send('Target.detachFromTarget', { sessionId });
  }
}

/** Megabytes of JavaScript heap after a collection. */
export async function heapSize(ask: Ask): Promise<number> {
  await ask('HeapProfiler.collectGarbage');
  const { usedSize } = (await ask('Runtime.getHeapUsage')) as { readonly usedSize: number };
  return usedSize / 1e6;
}
