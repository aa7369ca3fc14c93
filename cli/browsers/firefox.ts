import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { controlFirefox } from './firefox-control';
import { firefoxPage } from './firefox-page';
import { type Preferences, preferencesFor } from './firefox-preferences';
import {
  backgroundState,
  endBackground,
  errorsSeen,
  ownRequests,
  watch,
} from './firefox-privileged';
import { parseHostRules } from './host-rules';
import { speakMarionette } from './marionette';
import { openProfile } from './profile';
import type { BrowserSession, LaunchOptions, SessionEnd } from './session';
import { until } from './until';

/** Starts a Firefox, by the remote control it has built in, and loads the extension into it. */
export async function launchFirefox(
  executable: string,
  options: LaunchOptions,
): Promise<BrowserSession> {
  const rules = parseHostRules(options.hostRules ?? {});
  const profile = openProfile(executable, options.profile);
  const extension = options.extension ? readExtension(options.extension) : null;
  writePreferences(profile.path, {
    ...preferencesFor(options, rules),
    ...(extension
      ? { 'extensions.webextensions.uuids': JSON.stringify({ [extension.id]: extension.uuid }) }
      : {}),
  });
  const inside = options.inside ?? [];
  const firefox = start([...inside, executable], profile.path, options);
  const stream = await reach(firefox, profile.path, inside);
  const marionette = speakMarionette(stream);
  const { capabilities } = (await marionette.send('WebDriver:NewSession', {
    acceptInsecureCerts: options.ignoreCertificateErrors ?? false,
    timeouts: { script: 600_000 },
  })) as { capabilities: { browserVersion: string } };
  const control = controlFirefox(marionette);
  await control.privileged(watch, rules, extension?.id ?? null);
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
    const own = await control.privileged(ownRequests);
    await marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {});
    stream.destroy();
    await ended(firefox);
    profile.remove();
    return { ownRequests: own };
  }
  return {
    kind: 'firefox',
    version: capabilities.browserVersion,
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

function writePreferences(profile: string, preferences: Preferences): void {
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), `${lines.join('\n')}\n`);
}

function start(
  command: readonly string[],
  profile: string,
  { headless = true, args = [] }: LaunchOptions,
): ChildProcess {
  const [program = '', ...before] = command;
  return spawn(
    program,
    [
      ...before,
      '--marionette',
      // Without it no page of an extension can be opened by remote control.
      '--remote-allow-system-access',
      '--no-remote',
      ...(headless ? ['--headless'] : []),
      '--profile',
      profile,
      ...args,
    ],
    { stdio: 'ignore', env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: '1' } },
  );
}

/** Connects to the port Firefox writes into its profile; in another namespace by a helper there. */
async function reach(
  firefox: ChildProcess,
  profile: string,
  inside: readonly string[],
): Promise<Duplex> {
  const port = await until(
    'Firefox to start',
    () => {
      if (firefox.exitCode !== null) throw new Error(`Firefox ended with ${firefox.exitCode}.`);
      return activePort(profile);
    },
    { seconds: 90 },
  );
  const [program, ...before] = inside;
  if (program === undefined) return connect(port, '127.0.0.1');
  const relay = `const s = require('net').connect(${port}, '127.0.0.1');
    process.stdin.pipe(s).pipe(process.stdout); s.on('close', () => process.exit());`;
  const helper = spawn(program, [...before, process.execPath, '-e', relay], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return Duplex.from({ readable: helper.stdout, writable: helper.stdin });
}

function activePort(profile: string): number | null {
  try {
    return Number(readFileSync(join(profile, 'MarionetteActivePort'), 'utf8')) || null;
  } catch {
    return null;
  }
}

async function ended(firefox: ChildProcess): Promise<void> {
  const gone = () => firefox.exitCode !== null || firefox.signalCode !== null;
  await until('Firefox to end', gone, { seconds: 15 }).catch(() => firefox.kill('SIGKILL'));
}
