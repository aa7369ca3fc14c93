import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { controlFirefox } from '../../../cli/browsers/firefox-control';
import { firefoxPage } from '../../../cli/browsers/firefox-page';
import { preferencesFor } from '../../../cli/browsers/firefox-preferences';
import { startFirefox } from '../../../cli/browsers/firefox-process';
import { watch, writtenDown } from '../../../cli/browsers/firefox-watch';
import { type Marionette, speakMarionette } from '../../../cli/browsers/marionette';
import type { BareBrowser } from './bare-browser';

/** An extension that is installed for good: it is there before the browser's first page. */
export interface PackedExtension {
  readonly id: string;
  readonly xpi: string;
  readonly origin: string;
  /** What gives it that origin, and lets a release for organisations take it unsigned. */
  readonly preferences: Readonly<Record<string, string | boolean>>;
}

export function packForFirefox(build: string, folder: string): PackedExtension {
  const name = 'earshot.xpi';
  execFileSync('npx', [
    'web-ext',
    'build',
    `--source-dir=${build}`,
    `--artifacts-dir=${folder}`,
    `--filename=${name}`,
    '--overwrite-dest',
  ]);
  const manifest = JSON.parse(readFileSync(join(build, 'manifest.json'), 'utf8'));
  const { id } = manifest.browser_specific_settings.gecko as { id: string };
  const uuid = randomUUID();
  return {
    id,
    xpi: join(folder, name),
    origin: `moz-extension://${uuid}`,
    preferences: {
      'extensions.webextensions.uuids': JSON.stringify({ [id]: uuid }),
      'xpinstall.signatures.required': false,
    },
  };
}

export interface BareFirefox extends BareBrowser {
  /** For good, in this profile. @returns `false` where only signed extensions are taken. */
  install(): Promise<boolean>;
}

/**
 * @param ownRequests file for what the extension asks of the network from then on.
 * @param loopbackNames hosts that are at 127.0.0.1.
 */
export async function startBareFirefox(
  executable: string,
  profile: string,
  extension: PackedExtension,
  ownRequests: string,
  loopbackNames: readonly string[] = [],
  args: readonly string[] = [],
): Promise<BareFirefox> {
  const options = {
    kind: 'firefox',
    args,
    preferences: {
      ...extension.preferences,
      'network.dns.localDomains': loopbackNames.join(','),
    },
  } as const;
  const firefox = await startFirefox(executable, profile, preferencesFor(options, []), options);
  const marionette: Marionette = speakMarionette(firefox.stream);
  await marionette.send('WebDriver:NewSession', { timeouts: { script: 60_000 } });
  const control = controlFirefox(marionette);
  await control.privileged(watch, [], extension.id, ownRequests);
  return {
    async install() {
      try {
        await marionette.send('Addon:Install', { path: extension.xpi, temporary: false });
        return true;
      } catch (error) {
        if (String(error).includes('ERROR_SIGNEDSTATE_REQUIRED')) return false;
        throw error;
      }
    },
    async evaluateAt(url, run, ...args) {
      const page = firefoxPage(control, await control.newTab());
      await page.goto(url);
      const answer = await page.evaluate(run, ...args);
      await page.close();
      return answer as never;
    },
    async close() {
      await control.privileged(writtenDown).catch(() => {});
      // It writes down what is installed.
      await marionette.send('Marionette:Quit', { flags: ['eAttemptQuit'] }).catch(() => {});
      firefox.stream.destroy();
      await firefox.ended();
    },
  };
}
