import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { platform } from 'node:os';
import { type BrowserKind, EXECUTABLE_VARIABLE } from './find-browser';

/** Names of the packages that hold a browser in Debian. */
const DEBIAN_PACKAGE: Readonly<Record<BrowserKind, string>> = {
  chromium: 'chromium',
  firefox: 'firefox-esr',
};

/** One sentence that says exactly what to do on this system when no browser was found. */
export function howToInstall(kind: BrowserKind): string {
  const names = kind === 'chromium' ? 'No Chromium, Chrome or Edge' : 'No Firefox';
  const variable = EXECUTABLE_VARIABLE[kind];
  return `${names} was found: ${advice(kind)}, or set ${variable} to the path of its executable.`;
}

function advice(kind: BrowserKind): string {
  const chromium = kind === 'chromium';
  switch (platform()) {
    case 'darwin':
      return chromium
        ? 'run "brew install --cask google-chrome" or install it from https://www.google.com/chrome/'
        : 'run "brew install --cask firefox" or install it from https://www.mozilla.org/firefox/';
    case 'win32':
      return chromium
        ? 'run "winget install Google.Chrome" or install it from https://www.google.com/chrome/'
        : 'run "winget install Mozilla.Firefox" or install it from https://www.mozilla.org/firefox/';
    default:
      return linuxAdvice(chromium ? 'chromium' : 'firefox');
  }
}

function linuxAdvice(name: 'chromium' | 'firefox'): string {
  const families = linuxFamilies();
  if (families.includes('ubuntu')) return `run "sudo snap install ${name}"`;
  if (families.includes('debian')) return `run "sudo apt-get install ${DEBIAN_PACKAGE[name]}"`;
  if (families.includes('fedora')) return `run "sudo dnf install ${name}"`;
  if (families.includes('arch')) return `run "sudo pacman -S ${name}"`;
  if (families.includes('suse')) {
    return `run "sudo zypper install ${name === 'firefox' ? 'MozillaFirefox' : name}"`;
  }
  return `install the package ${name} with your system's package manager`;
}

/** `ID` and `ID_LIKE` of os-release(5). */
function linuxFamilies(): readonly string[] {
  try {
    const text = readFileSync('/etc/os-release', 'utf8');
    return [...text.matchAll(/^(?:ID|ID_LIKE)="?([^"\n]*)/gm)].flatMap(
      ([, names]) => names?.split(' ') ?? [],
    );
  } catch {
    return [];
  }
}

/** Only Debian itself: Ubuntu's packages of these names are shells around snaps. */
function isDebianRoot(): boolean {
  const families = linuxFamilies();
  return process.getuid?.() === 0 && families.includes('debian') && !families.includes('ubuntu');
}

/**
 * Installs the browsers with apt when this is Debian and we are root.
 * @returns whether they are installed now; `false` too when this system isn't ours to change.
 */
export function installDebianBrowser(kinds: readonly BrowserKind[]): boolean {
  if (!isDebianRoot() || kinds.length === 0) return false;
  const packages = kinds.map((kind) => DEBIAN_PACKAGE[kind]);
  return installDebianPackages(packages);
}

/** The same for any package; `apt-get update` only when the first try finds no such package. */
export function installDebianPackages(packages: readonly string[]): boolean {
  if (!isDebianRoot()) return false;
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  return aptGet(install) || (aptGet(['update']) && aptGet(install));
}

function aptGet(args: readonly string[]): boolean {
  const { status } = spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    // Packages with a service start none in run level 1 (invoke-rc.d(8)).
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  });
  return status === 0;
}
