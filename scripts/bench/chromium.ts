import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type CDPSession, chromium, type Page } from 'playwright-core';
import { chromiumArguments } from '../../cli/browsers/chromium-arguments';
import { findBrowser } from '../../cli/browsers/find-browser';
import { asExpression } from '../../cli/browsers/in-page';
import { howToInstall } from '../../cli/browsers/install-browser';
import type { LaunchOptions } from '../../cli/browsers/session';

/** A Chromium that is watched through its own counters only: no net log, which costs time itself. */
export interface MeasuredChromium {
  readonly version: string;
  readonly page: Page;
  /** A page of the extension's own origin; `null` without extension. */
  readonly extensionPage: Page | null;
  newPage(): Promise<Page>;
  /** Seconds of processor time that all its processes have taken so far. */
  cpuSeconds(): Promise<number>;
  /** Bytes of JavaScript heap in the extension's service worker after a collection. */
  workerHeap(): Promise<number>;
  stopWorker(): Promise<void>;
  close(): Promise<void>;
}

export async function launchMeasured(
  extension: string | null,
  options: Omit<LaunchOptions, 'kind' | 'extension'> = {},
): Promise<MeasuredChromium> {
  const executable = findBrowser('chromium')?.executable;
  if (executable === undefined) throw new Error(howToInstall('chromium'));
  const profile = mkdtempSync(join(tmpdir(), 'earshot-bench-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    chromiumSandbox: process.getuid?.() !== 0,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [...chromiumArguments({ kind: 'chromium', extension, ...options })],
    ...(options.fakeMicrophone ? { permissions: ['microphone'] } : {}),
  });
  const browser = context.browser();
  if (browser === null) throw new Error('The driver shows no browser behind its context.');
  const devtools = await browser.newBrowserCDPSession();
  const origin = extension === null ? null : await loadExtension(devtools, extension);
  const page = await context.newPage();
  return {
    version: browser.version(),
    page,
    extensionPage:
      origin === null ? null : await openExtensionPage(await context.newPage(), origin),
    newPage: () => context.newPage(),
    async cpuSeconds() {
      const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
      return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
    },
    workerHeap: () => workerHeap(devtools, origin),
    async stopWorker() {
      const worker = await serviceWorker(devtools, origin);
      if (worker !== undefined) await devtools.send('Target.closeTarget', { targetId: worker });
    },
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** Runs a function in a page; it sees its arguments and the page, no more. */
export async function runIn<A extends readonly unknown[], T>(
  page: Page,
  run: (...args: A) => T,
  ...args: A
): Promise<Awaited<T>> {
  return (await page.evaluate(asExpression(run, args))) as Awaited<T>;
}

async function loadExtension(devtools: CDPSession, folder: string): Promise<string> {
  const { id } = await devtools.send('Extensions.loadUnpacked', { path: resolve(folder) });
  return `chrome-extension://${id}`;
}

async function openExtensionPage(page: Page, origin: string): Promise<Page> {
  await page.goto(`${origin}/manifest.json`);
  return page;
}

async function serviceWorker(
  devtools: CDPSession,
  origin: string | null,
): Promise<string | undefined> {
  const { targetInfos } = await devtools.send('Target.getTargets');
  return targetInfos.find(
    ({ type, url }) => type === 'service_worker' && origin !== null && url.startsWith(origin),
  )?.targetId;
}

/** The driver shows no way into another target's heap but the protocol's old, nested messages. */
async function workerHeap(devtools: CDPSession, origin: string | null): Promise<number> {
  const targetId = await serviceWorker(devtools, origin);
  if (targetId === undefined) throw new Error('The service worker does not run.');
  const { sessionId } = await devtools.send('Target.attachToTarget', { targetId, flatten: false });
  let last = 0;
  const ask = (method: string): Promise<{ usedSize?: number }> =>
    new Promise((resolve) => {
      last += 1;
      const id = last;
      devtools.on('Target.receivedMessageFromTarget', function listen(event) {
        const answer = JSON.parse(event.message);
        if (event.sessionId !== sessionId || answer.id !== id) return;
        devtools.off('Target.receivedMessageFromTarget', listen);
        resolve(answer.result);
      });
      void devtools.send('Target.sendMessageToTarget', {
        sessionId,
        message: JSON.stringify({ id, method }),
      });
    });
  await ask('HeapProfiler.collectGarbage');
  const { usedSize } = await ask('Runtime.getHeapUsage');
  await devtools.send('Target.detachFromTarget', { sessionId });
  if (usedSize === undefined) throw new Error('The service worker told no heap size.');
  return usedSize;
}
