import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import type { Preferences } from './firefox-preferences';
import type { LaunchOptions } from './session';
import { until } from './until';

/** A running Firefox and the connection to its remote control. */
export interface FirefoxProcess {
  readonly stream: Duplex;
  /** Waits until it has ended, and makes it end when it doesn't by itself. */
  ended(): Promise<void>;
}

/** @throws when it doesn't come up; it's gone then. */
export async function startFirefox(
  executable: string,
  profile: string,
  preferences: Preferences,
  options: LaunchOptions,
): Promise<FirefoxProcess> {
  writePreferences(profile, preferences);
  const inside = options.inside ?? [];
  const firefox = spawnFirefox([...inside, executable], profile, options);
  const kill = () => firefox.kill('SIGKILL');
  process.once('exit', kill);
  firefox.once('exit', () => process.off('exit', kill));
  try {
    const stream = await reach(firefox, profile, inside);
    return { stream, ended: () => ended(firefox) };
  } catch (error) {
    kill();
    throw error;
  }
}

function writePreferences(profile: string, preferences: Preferences): void {
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), `${lines.join('\n')}\n`);
}

function spawnFirefox(
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
  let failure: Error | null = null;
  firefox.once('error', (error) => {
    failure = error;
  });
  const port = await until(
    'Firefox to start',
    () => {
      if (failure) throw failure;
      if (hasEnded(firefox)) throw new Error(`Firefox ended with ${firefox.exitCode}.`);
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
  await until('Firefox to end', () => hasEnded(firefox), { seconds: 15 }).catch(() =>
    firefox.kill('SIGKILL'),
  );
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
