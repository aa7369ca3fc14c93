import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { controlFirefox, type FirefoxControl } from './firefox-control';
import { firefoxPage } from './firefox-page';
import { type Preferences, preferencesFor } from './firefox-preferences';
import { startFirefox } from './firefox-process';
import { errorsSeen, watch, writtenDown } from './firefox-watch';
import { backgroundState, closeOnce, endBackground } from './firefox-window';
import { parseHostRules } from './host-rules';
import { type Marionette, speakMarionette } from './marionette';
import { ownRequestsInFirefoxLog } from './own-traffic';
import { openProfile, type Profile } from './profile';
import type { BrowserSession, LaunchOptions, SessionEnd } from './session';

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
  const preferences = { ...preferencesFor(options, rules), ...(extension && originOf(extension)) };
  const firefox = await startFirefox(executable, profile.path, preferences, options);
  async function stop(): Promise<void> {
    firefox.stream.destroy();
    await firefox.ended();
  }
  const log = join(profile.path, 'own-requests.jsonl');
  const marionette = speakMarionette(firefox.stream);
  const control = controlFirefox(marionette);
  try {
    const version = await begin(marionette, options);
    await control.privileged(watch, rules, extension?.id ?? null, log);
    if (extension) {
      // Nobody asked for the page that comes with an installation, and it would hide the others.
      if (!options.keepWelcome)
        await control.privileged(closeOnce, `${baseOf(extension)}/welcome.html`);
      await marionette.send('Addon:Install', { path: extension.path, temporary: true });
    }
    return sessionOf(control, extension, version, async () => {
      // These fail when its user has closed it before.
      const errors = extension
        ? await control.privileged(errorsSeen, baseOf(extension)).catch(() => [])
        : [];
      await control.privileged(writtenDown).catch(() => {});
      await marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {});
      await stop();
      const ownRequests = ownRequestsInFirefoxLog(log);
      profile.remove();
      return { ownRequests, errors };
    });
  } catch (error) {
    await marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {});
    await stop();
    throw error;
  }
}

function sessionOf(
  control: FirefoxControl,
  extension: Extension | null,
  version: string,
  close: () => Promise<SessionEnd>,
): BrowserSession {
  const extensionOrigin = extension && baseOf(extension);
  const extensionId = extension?.id ?? '';
  const state = () => control.privileged(backgroundState, extensionId);
  let extensionTab: Promise<string> | null = null;
  /** As in Chromium: the manifest, in the tab the browser begins with. */
  async function openExtensionTab(): Promise<string> {
    if (extensionOrigin === null) throw new Error('No extension was loaded.');
    const isFirstTime = extensionTab === null;
    const [first] = await control.tabs();
    const handle = isFirstTime && first ? first : await control.newTab();
    await firefoxPage(control, handle).goto(`${extensionOrigin}/manifest.json`);
    return handle;
  }
  let end: Promise<SessionEnd> | null = null;
  return {
    kind: 'firefox',
    version,
    extensionOrigin,
    async inExtension(run, ...args) {
      if (extensionTab === null || !(await control.tabs()).includes(await extensionTab)) {
        extensionTab = openExtensionTab();
      }
      const page = firefoxPage(control, await extensionTab);
      return (await page.evaluate(run, ...args)) as never;
    },
    async openPage(url) {
      const page = firefoxPage(control, await control.newTab());
      if (url !== undefined) await page.goto(url);
      return page;
    },
    // Resolves once it has ended; events that were under way may start it again at once.
    stopBackground: () => control.privileged(endBackground, extensionId),
    backgroundRuns: async () => (await state()) === 'running',
    extensionErrors: () => control.privileged(errorsSeen, extensionOrigin),
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

function baseOf({ uuid }: Extension): string {
  return `moz-extension://${uuid}`;
}

/** Firefox gives each extension a random origin, unless a preference has named one before. */
function originOf({ id, uuid }: Extension): Preferences {
  return { 'extensions.webextensions.uuids': JSON.stringify({ [id]: uuid }) };
}

/** @throws when there is no manifest, or one without the id Firefox knows it by. */
function readExtension(path: string): Extension {
  const manifest = JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8')) as {
    browser_specific_settings?: { gecko?: { id?: string } };
  };
  const id = manifest.browser_specific_settings?.gecko?.id;
  if (id === undefined) throw new Error(`The manifest in ${path} names no id for Firefox.`);
  return { path: resolve(path), id, uuid: randomUUID() };
}
