import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { chromiumArguments } from './chromium-arguments';
import { chromiumPage } from './chromium-page';
import { collectErrors } from './extension-errors';
import { asExpression } from './in-page';
import { ownRequestsInNetLog } from './own-traffic';
import { openProfile, type Profile } from './profile';
import type { BrowserSession, LaunchOptions, SessionEnd } from './session';
import { until } from './until';

/** Starts a Chromium, Chrome or Edge and loads the extension into it. */
export async function launchChromium(
  executable: string,
  options: LaunchOptions,
): Promise<BrowserSession> {
  const profile = openProfile(executable, options.profile);
  const netLog = join(profile.path, 'net-log.json');
  let context: BrowserContext | null = null;
  try {
    context = await openContext(executable, profile, netLog, options);
    return await sessionOf(context, options, (origin) => {
      const ownRequests = origin === null ? [] : ownRequestsInNetLog(netLog, origin);
      profile.remove();
      return { ownRequests };
    });
  } catch (error) {
    await context?.close();
    profile.remove();
    throw error;
  }
}

function openContext(
  executable: string,
  { path }: Profile,
  netLog: string,
  options: LaunchOptions,
): Promise<BrowserContext> {
  const headless = options.headless ?? true;
  return chromium.launchPersistentContext(path, {
    executablePath: options.inside ? wrapper(path, executable, options.inside) : executable,
    headless,
    viewport: headless ? { width: 1280, height: 800 } : null,
    // Chromium's sandbox refuses to run as root; nobody else gets to do without it.
    chromiumSandbox: process.getuid?.() !== 0,
    ignoreDefaultArgs: [
      '--disable-extensions',
      ...(options.backForwardCache ? ['--disable-back-forward-cache'] : []),
    ],
    args: [...chromiumArguments(options), `--log-net-log=${netLog}`],
    ignoreHTTPSErrors: options.ignoreCertificateErrors ?? false,
    ...(options.fakeMicrophone ? { permissions: ['microphone'] } : {}),
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

async function sessionOf(
  context: BrowserContext,
  { extension = null, keepWelcome = false }: LaunchOptions,
  read: (origin: string | null) => Pick<SessionEnd, 'ownRequests'>,
): Promise<BrowserSession> {
  const browser = context.browser();
  if (browser === null) throw new Error('The driver shows no browser behind its context.');
  const devtools = await browser.newBrowserCDPSession();
  const origin = extension === null ? null : await loadExtension(devtools, extension);
  if (origin !== null && !keepWelcome) closeWelcome(context, origin);
  const errors = origin === null ? [] : await collectErrors(context, devtools, origin);
  const extensionPage = lazyExtensionPage(context, origin);
  const inExtension: BrowserSession['inExtension'] = async (run, ...args) =>
    (await (await extensionPage()).evaluate(asExpression(run, args))) as never;
  const workers = () => serviceWorkers(devtools, origin);
  let end: Promise<SessionEnd> | null = null;
  return {
    kind: 'chromium',
    version: browser.version(),
    extensionOrigin: origin,
    inExtension,
    async openPage(url) {
      const page = chromiumPage(await context.newPage(), inExtension);
      if (url !== undefined) await page.goto(url);
      return page;
    },
    async stopBackground() {
      for (const { targetId } of await workers()) {
        await devtools.send('Target.closeTarget', { targetId });
      }
      // Events that were under way start it again at once, under the same id.
      await until('the service worker to stop', async () => (await workers()).length === 0, {
        seconds: 1,
      }).catch(() => {});
    },
    backgroundRuns: async () => (await workers()).length > 0,
    extensionErrors: async () => errors,
    close: () => {
      // What a browser that shuts down refuses is nobody's fault.
      const before = [...errors];
      end ??= context.close().then(() => ({ ...read(origin), errors: before }));
      return end;
    },
  };
}

/** Nobody asked for the page that comes with an installation, and it would hide the others. */
function closeWelcome(context: BrowserContext, origin: string): void {
  const welcome = `${origin}/welcome.html`;
  const close = async (page: Page) => {
    await page.waitForURL(welcome, { waitUntil: 'commit', timeout: 10_000 });
    context.off('page', onPage);
    await page.close();
  };
  // Other pages never come to that address, or are closed before.
  const onPage = (page: Page) => void close(page).catch(() => {});
  for (const page of context.pages()) onPage(page);
  context.on('page', onPage);
}

/** The driver wants one executable: this one passes everything on, the pipes included. */
function wrapper(folder: string, executable: string, inside: readonly string[]): string {
  const path = join(folder, 'run-inside');
  const words = [...inside, executable].map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  writeFileSync(path, `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`, { mode: 0o755 });
  return path;
}

async function loadExtension(devtools: CDPSession, path: string): Promise<string> {
  const { id } = await devtools.send('Extensions.loadUnpacked', { path: resolve(path) });
  return `chrome-extension://${id}`;
}

/**
 * The manifest is a page of the extension's origin that runs none of its code. It takes the tab the
 * browser begins with, and a new one when that was closed.
 */
function lazyExtensionPage(context: BrowserContext, origin: string | null): () => Promise<Page> {
  const [first] = context.pages();
  let opened: Promise<Page> | null = null;
  async function open(): Promise<Page> {
    if (origin === null) throw new Error('No extension was loaded.');
    const page = first && !first.isClosed() ? first : await context.newPage();
    await page.goto(`${origin}/manifest.json`);
    page.once('close', () => {
      opened = null;
    });
    return page;
  }
  return () => {
    opened ??= open();
    return opened;
  };
}

async function serviceWorkers(devtools: CDPSession, origin: string | null) {
  const { targetInfos } = await devtools.send('Target.getTargets');
  return targetInfos.filter(
    ({ type, url }) => type === 'service_worker' && origin !== null && url.startsWith(origin),
  );
}
