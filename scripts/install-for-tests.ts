import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findBrowser } from '../cli/browsers/find-browser';
import { howToInstall, installDebianPackages } from '../cli/browsers/install-browser';

/** What the tests use besides npm packages: the program looked for, and Debian's package. */
const PROGRAMS: readonly (readonly [program: string, debianPackage: string])[] = [
  ['chromium', 'chromium'],
  ['firefox-esr', 'firefox-esr'],
  ['janus', 'janus'],
  ['turnserver', 'coturn'],
  ['mmdblookup', 'mmdb-bin'],
  ['ip', 'iproute2'],
];

/** Scripts in which the screens are shown. */
const FONTS = ['fonts-dejavu-core', 'fonts-noto-core', 'fonts-noto-cjk'];

/**
 * Installs what is missing where that's ours to do (root on Debian); elsewhere says what to
 * install. Tests that need what isn't there are skipped and say so.
 */
export function installWhatTestsNeed(): void {
  const missing = PROGRAMS.filter(([program]) => !isOnPath(program));
  if (missing.length === 0) return;
  const names = missing.map(([, name]) => name).join(', ');
  process.stderr.write(`Installing ${names}…\n`);
  if (installDebianPackages([...missing.map(([, name]) => name), ...FONTS])) return;
  for (const kind of ['chromium', 'firefox'] as const) {
    if (findBrowser(kind) === null) process.stderr.write(`${howToInstall(kind)}\n`);
  }
  process.stderr.write(
    `Without ${names} from Debian some browser tests are skipped; the rest runs.\n`,
  );
}

function isOnPath(program: string): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [...folders, '/usr/sbin', '/sbin'].some((folder) => existsSync(join(folder, program)));
}
