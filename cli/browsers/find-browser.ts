import { execFileSync } from 'node:child_process';
import { accessSync, constants, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** The two engines Earshot is built for; every Chromium-based product takes the same build. */
export type BrowserKind = 'chromium' | 'firefox';

export type BrowserProduct = 'chromium' | 'chrome' | 'edge' | 'firefox';

export interface FoundBrowser {
  readonly kind: BrowserKind;
  readonly product: BrowserProduct;
  /** Absolute path. */
  readonly executable: string;
  /** As the browser prints it, such as `156.0.8078.79`; `null` when it doesn't say. */
  readonly version: string | null;
}

/** Overrides the search: a path, or a name on the `PATH`. */
export const EXECUTABLE_VARIABLE: Readonly<Record<BrowserKind, string>> = {
  chromium: 'EARSHOT_CHROMIUM',
  firefox: 'EARSHOT_FIREFOX',
};

interface Candidate {
  readonly product: BrowserProduct;
  readonly path: string;
}

/** Chromium before branded products: it carries no policies and no account of its user. */
const NAMES: Readonly<Record<BrowserKind, readonly (readonly [BrowserProduct, string])[]>> = {
  chromium: [
    ['chromium', 'chromium'],
    ['chromium', 'chromium-browser'],
    ['chrome', 'google-chrome-stable'],
    ['chrome', 'google-chrome'],
    ['edge', 'microsoft-edge-stable'],
    ['edge', 'microsoft-edge'],
  ],
  firefox: [
    ['firefox', 'firefox-esr'],
    ['firefox', 'firefox'],
  ],
};

const MAC_APPLICATIONS: Readonly<
  Record<BrowserKind, readonly (readonly [BrowserProduct, string])[]>
> = {
  chromium: [
    ['chromium', 'Chromium.app/Contents/MacOS/Chromium'],
    ['chrome', 'Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['edge', 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
  ],
  firefox: [
    ['firefox', 'Firefox.app/Contents/MacOS/firefox'],
    ['firefox', 'Firefox Developer Edition.app/Contents/MacOS/firefox'],
  ],
};

const WINDOWS_PROGRAMS: Readonly<
  Record<BrowserKind, readonly (readonly [BrowserProduct, string])[]>
> = {
  chromium: [
    ['chromium', 'Chromium\\Application\\chrome.exe'],
    ['chrome', 'Google\\Chrome\\Application\\chrome.exe'],
    ['edge', 'Microsoft\\Edge\\Application\\msedge.exe'],
  ],
  firefox: [
    ['firefox', 'Mozilla Firefox\\firefox.exe'],
    ['firefox', 'Firefox Developer Edition\\firefox.exe'],
  ],
};

/**
 * The browser of that kind on this machine.
 * @returns `null` when there is none; `howToInstall` says what to do then.
 * @throws when the environment names an executable that isn't there.
 */
export function findBrowser(kind: BrowserKind): FoundBrowser | null {
  const variable = EXECUTABLE_VARIABLE[kind];
  const wanted = process.env[variable];
  if (wanted) {
    const executable = locate(wanted);
    if (executable === null) throw new Error(`${variable} names ${wanted}, which can't be run.`);
    return describe(kind, { product: productOf(kind, executable), path: executable });
  }
  for (const candidate of candidates(kind)) {
    const executable = locate(candidate.path);
    if (executable !== null) return describe(kind, { ...candidate, path: executable });
  }
  return null;
}

/** The first browser of any kind: Chromium's family before Firefox. */
export function findAnyBrowser(): FoundBrowser | null {
  return findBrowser('chromium') ?? findBrowser('firefox');
}

function candidates(kind: BrowserKind): readonly Candidate[] {
  switch (platform()) {
    case 'darwin':
      return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
        MAC_APPLICATIONS[kind].map(([product, app]) => ({ product, path: join(folder, app) })),
      );
    case 'win32':
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
        .map((name) => process.env[name])
        .filter((folder) => folder !== undefined)
        .flatMap((folder) =>
          WINDOWS_PROGRAMS[kind].map(([product, exe]) => ({ product, path: join(folder, exe) })),
        );
    default:
      return NAMES[kind].map(([product, path]) => ({ product, path }));
  }
}

function locate(nameOrPath: string): string | null {
  const isPath = /[\\/]/.test(nameOrPath);
  const folders = isPath ? [''] : (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, nameOrPath)).find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function productOf(kind: BrowserKind, executable: string): BrowserProduct {
  if (kind === 'firefox') return 'firefox';
  if (/edge/i.test(executable)) return 'edge';
  return /google|chrome/i.test(realpathSync(executable)) ? 'chrome' : 'chromium';
}

function describe(kind: BrowserKind, { product, path }: Candidate): FoundBrowser {
  const version = platform() === 'win32' ? versionBeside(path) : printedVersion(path);
  return { kind, product, executable: path, version };
}

function printedVersion(executable: string): string | null {
  try {
    const printed = execFileSync(executable, ['--version'], {
      encoding: 'utf8',
      timeout: 30_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return /\d+(\.\d+)+\S*/.exec(printed)?.[0] ?? null;
  } catch {
    return null;
  }
}

/** On Windows `chrome.exe --version` opens a window instead; the files beside it tell. */
function versionBeside(executable: string): string | null {
  const folder = dirname(executable);
  const numbered = readdirSync(folder).filter((name) => /^\d+(\.\d+){3}$/.test(name));
  if (numbered[0] !== undefined) return numbered[0];
  try {
    return (
      /^Version=(.+)$/m.exec(readFileSync(join(folder, 'application.ini'), 'utf8'))?.[1] ?? null
    );
  } catch {
    return null;
  }
}
