import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium } from 'playwright-core';
import { chromiumPage } from './chromium-page';
import { chromiumResolverRules, parseHostRules } from './host-rules';
import { asExpression } from './in-page';
import { ownRequestsInNetLog } from './own-traffic';
import { openProfile } from './profile';
import type { BrowserSession, LaunchOptions, SessionEnd } from './session';
import { until } from './until';

/** Nothing but what the opened page asks for goes out. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
];

/** Starts a Chromium, Chrome or Edge and loads the extension into it. */
export async function launchChromium(
  executable: string,
  options: LaunchOptions,
): Promise<BrowserSession> {
  const profile = openProfile(executable, options.profile);
  const netLog = join(profile.path, 'net-log.json');
  const headless = options.headless ?? true;
  const context = await chromium
    .launchPersistentContext(profile.path, {
      executablePath: options.inside
        ? wrapper(profile.path, executable, options.inside)
        : executable,
      headless,
      viewport: headless ? { width: 1280, height: 800 } : null,
      // Chromium's sandbox refuses to run as root; nobody else gets to do without it.
      chromiumSandbox: process.getuid?.() !== 0,
      ignoreDefaultArgs: ['--disable-extensions'],
      args: [...argumentsFor(options), `--log-net-log=${netLog}`],
      ignoreHTTPSErrors: options.ignoreCertificateErrors ?? false,
      ...(options.fakeMicrophone ? { permissions: ['microphone'] } : {}),
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    })
    .catch((error: unknown) => {
      profile.remove();
      throw error;
    });
  const browser = context.browser();
  if (browser === null) throw new Error('The driver shows no browser behind its context.');
  const devtools = await browser.newBrowserCDPSession();
  const origin = options.extension ? await loadExtension(devtools, options.extension) : null;

  const errors: string[] = [];
  context.on('weberror', (error) => {
    const { stack, message } = error.error();
    if (origin !== null && error.page()?.url().startsWith(origin)) errors.push(stack ?? message);
  });
  const extensionPage = lazyExtensionPage(context, origin);
  const inExtension: BrowserSession['inExtension'] = async (run, ...args) =>
    (await (await extensionPage()).evaluate(asExpression(run, args))) as never;

  let end: Promise<SessionEnd> | null = null;
  async function close(): Promise<SessionEnd> {
    await context.close();
    const ownRequests = origin === null ? [] : ownRequestsInNetLog(netLog, origin);
    profile.remove();
    return { ownRequests };
  }
  const session: BrowserSession = {
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
      for (const { targetId } of await serviceWorkers(devtools, origin)) {
        await devtools.send('Target.closeTarget', { targetId });
      }
      await until('the service worker to stop', async () => !(await session.backgroundRuns()));
    },
    backgroundRuns: async () => (await serviceWorkers(devtools, origin)).length > 0,
    extensionErrors: async () => errors,
    close: () => {
      end ??= close();
      return end;
    },
  };
  return session;
}

function argumentsFor(options: LaunchOptions): readonly string[] {
  const args = [...QUIET];
  const rules = parseHostRules(options.hostRules ?? {});
  // Chrome took `--load-extension` away in version 137; `Extensions.loadUnpacked` works everywhere.
  if (options.extension) args.push('--enable-unsafe-extension-debugging');
  if (rules.length > 0) args.push(`--host-resolver-rules=${chromiumResolverRules(rules)}`);
  if (options.fakeMicrophone) {
    args.push(
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
    );
  }
  if (options.ignoreCertificateErrors) args.push('--ignore-certificate-errors');
  if (options.loopbackRtc) args.push('--allow-loopback-in-peer-connection');
  if (options.insecureOriginsAsSecure?.length) {
    args.push(
      `--unsafely-treat-insecure-origin-as-secure=${options.insecureOriginsAsSecure.join(',')}`,
    );
  }
  if (options.proxy) {
    args.push(`--proxy-server=${options.proxy}`, '--proxy-bypass-list=<-loopback>');
  }
  return [...args, ...(options.args ?? [])];
}

/** The driver wants one executable: this one passes everything on, the pipes included. */
function wrapper(folder: string, executable: string, inside: readonly string[]): string {
  const path = join(folder, 'run-inside');
  const words = [...inside, executable].map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  writeFileSync(path, `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`, { mode: 0o755 });
  return path;
}

async function loadExtension(devtools: CDPSession, path: string): Promise<string> {
  const { id } = await devtools.send('Extensions.loadUnpacked', { path });
  return `chrome-extension://${id}`;
}

/** The manifest is a page of the extension's origin that runs none of its code. */
function lazyExtensionPage(context: BrowserContext, origin: string | null) {
  let opened: ReturnType<BrowserContext['newPage']> | null = null;
  async function open() {
    if (origin === null) throw new Error('No extension was loaded.');
    const page = context.pages().find((one) => one.url() === 'about:blank');
    const free = page ?? (await context.newPage());
    await free.goto(`${origin}/manifest.json`);
    free.once('close', () => {
      opened = null;
    });
    return free;
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
