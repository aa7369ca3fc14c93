import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { controlFirefox } from './firefox-control';
import { firefoxPage } from './firefox-page';
import { preferencesFor } from './firefox-preferences';
import {
  backgroundState,
  endBackground,
  errorsSeen,
  watch,
  writtenDown,
} from './firefox-privileged';
import { startFirefox } from './firefox-process';
import { parseHostRules } from './host-rules';
import { type Marionette, speakMarionette } from './marionette';
import { ownRequestsInFirefoxLog } from './own-traffic';
import { openProfile, type Profile } from './profile';
import type { BrowserSession, LaunchOptions, SessionEnd } from './session';
import { until } from './until';

/** Starts a Firefox, by the remote control it has built in, and loads the extension into it. */
export async function launchFirefox(
  executable: string,
  options: LaunchOptions,
): Promise<BrowserSession> {
  const profile = openProfile(executable, options.profile);
  try {
    return await launchIn(profile, executable, options);
  } catch (error) {
    profile.remove();
    throw error;
  }
}

async function launchIn(
  profile: Profile,
  executable: string,
  options: LaunchOptions,
): Promise<BrowserSession> {
  const rules = parseHostRules(options.hostRules ?? {});
  const extension = options.extension ? readExtension(options.extension) : null;
  const log = join(profile.path, 'own-requests.jsonl');
  const firefox = await startFirefox(
    executable,
    profile.path,
    {
      ...preferencesFor(options, rules),
      ...(extension
        ? { 'extensions.webextensions.uuids': JSON.stringify({ [extension.id]: extension.uuid }) }
        : {}),
    },
    options,
  );
  const marionette = speakMarionette(firefox.stream);
  const control = controlFirefox(marionette);
  const version = await begin(marionette, options).catch(async (error) => {
    firefox.stream.destroy();
    await firefox.ended();
    throw error;
  });
  await control.privileged(watch, rules, extension?.id ?? null, log);
  if (extension) {
    await marionette.send('Addon:Install', { path: extension.path, temporary: true });
  }
  const origin = extension ? `moz-extension://${extension.uuid}` : null;

  const [firstTab] = (await marionette.send('WebDriver:GetWindowHandles')) as readonly string[];
  let extensionPage: Promise<string> | null = null;
  /** The manifest is a page of the extension's origin that runs none of its code. */
  async function openExtensionPage(): Promise<string> {
    if (origin === null || firstTab === undefined) throw new Error('No extension was loaded.');
    await firefoxPage(control, firstTab).goto(`${origin}/manifest.json`);
    return firstTab;
  }

  let end: Promise<SessionEnd> | null = null;
  async function close(): Promise<SessionEnd> {
    // All of this fails when its user has closed it before.
    await control.privileged(writtenDown).catch(() => {});
    await marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {});
    firefox.stream.destroy();
    await firefox.ended();
    const ownRequests = ownRequestsInFirefoxLog(log);
    profile.remove();
    return { ownRequests };
  }
  return {
    kind: 'firefox',
    version,
    extensionOrigin: origin,
    async inExtension(run, ...args) {
      extensionPage ??= openExtensionPage();
      const page = firefoxPage(control, await extensionPage);
      return (await page.evaluate(run, ...args)) as never;
    },
    async openPage(url) {
      const page = firefoxPage(control, await control.newTab());
      if (url !== undefined) await page.goto(url);
      return page;
    },
    async stopBackground() {
      const { id } = extension ?? { id: '' };
      await control.privileged(endBackground, id);
      await until(
        'the event page to stop',
        async () => (await control.privileged(backgroundState, id)) === 'stopped',
      );
    },
    backgroundRuns: async () =>
      (await control.privileged(backgroundState, extension?.id ?? '')) === 'running',
    extensionErrors: () => control.privileged(errorsSeen, origin),
    close: () => {
      end ??= close();
      return end;
    },
  };
}

/** @returns the browser's version. */
async function begin(marionette: Marionette, options: LaunchOptions): Promise<string> {
  const { capabilities } = (await marionette.send('WebDriver:NewSession', {
    acceptInsecureCerts: options.ignoreCertificateErrors ?? false,
    timeouts: { script: 600_000 },
  })) as { capabilities: { browserVersion: string } };
  return capabilities.browserVersion;
}

interface Extension {
  readonly path: string;
  readonly id: string;
  readonly uuid: string;
}

/** Firefox gives each extension a random origin, unless a preference has named one before. */
function readExtension(path: string): Extension {
  const manifest = JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8')) as {
    browser_specific_settings?: { gecko?: { id?: string } };
  };
  const id = manifest.browser_specific_settings?.gecko?.id;
  if (id === undefined) throw new Error(`The manifest in ${path} names no id for Firefox.`);
  return { path, id, uuid: randomUUID() };
}
