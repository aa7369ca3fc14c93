import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { type CDPSession, chromium, type Page } from 'playwright-core';
import { chromiumArguments } from '../../cli/browsers/chromium-arguments';
import { findBrowser } from '../../cli/browsers/find-browser';
import { asExpression } from '../../cli/browsers/in-page';
import { howToInstall } from '../../cli/browsers/install-browser';
import type { LaunchOptions } from '../../cli/browsers/session';
import { temporaryFolder } from '../../cli/temporary-folder';
import { type CpuTimes, cpuTimes } from './processes';
import { type Ask, inWorker } from './worker-session';

/** A Chromium that is watched through its own counters only: no net log, which costs time itself. */
export interface MeasuredChromium {
  readonly version: string;
  readonly page: Page;
  /** A page of the extension's own origin; `null` without extension. */
  readonly extensionPage: Page | null;
  newPage(): Promise<Page>;
  /** Processor time that its processes have taken so far. */
  cpu(): Promise<CpuTimes>;
  /** Talks to the extension's service worker, which has to be running. */
  inWorker<T>(work: (ask: Ask) => Promise<T>): Promise<T>;
  stopWorker(): Promise<void>;
  close(): Promise<void>;
}

export async function launchMeasured(
  extension: string | null,
  options: Omit<LaunchOptions, 'kind' | 'extension'> = {},
): Promise<MeasuredChromium> {
  const executable = findBrowser('chromium')?.executable;
  if (executable === undefined) throw new Error(howToInstall('chromium'));
  const profile = temporaryFolder('bench-profile');
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
    async cpu() {
      const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
      return cpuTimes(processInfo);
    },
    async inWorker(work) {
      const worker = await serviceWorker(devtools, origin);
      if (worker === undefined) throw new Error('The service worker does not run.');
      return inWorker(devtools, worker, work);
    },
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
