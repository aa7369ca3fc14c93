import {
  type BrowserKind,
  type FoundBrowser,
  findAnyBrowser,
  findBrowser,
} from '../browsers/find-browser';
import { howToInstall, installDebianBrowser } from '../browsers/install-browser';
import { Failure } from '../failure';

/**
 * The browser to open: the one asked for, or whichever is there. On Debian as root a missing one
 * is installed.
 * @throws Failure that says what to install where we can't.
 */
export function chooseBrowser(wanted: BrowserKind | null): FoundBrowser {
  const found = look(wanted);
  if (found !== null) return found;
  const kind = wanted ?? 'chromium';
  process.stderr.write('No browser is here. Trying to install one…\n');
  const installed = installDebianBrowser([kind]) ? look(wanted) : null;
  if (installed === null) throw new Failure(howToInstall(kind));
  return installed;
}

function look(wanted: BrowserKind | null): FoundBrowser | null {
  try {
    return wanted === null ? findAnyBrowser() : findBrowser(wanted);
  } catch (error) {
    throw new Failure((error as Error).message);
  }
}

/** Whether a window could be shown: on Linux only with an X or Wayland display. */
export function hasDisplay(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): boolean {
  if (environment.CI) return false;
  if (platform === 'win32') return true;
  if (platform === 'darwin') return !environment.SSH_CONNECTION;
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}
