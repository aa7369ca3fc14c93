import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface Profile {
  readonly path: string;
  /** Removes a temporary profile; leaves one that was asked for alone. */
  remove(): void;
}

/** The folder a browser keeps its state in. */
export function openProfile(executable: string, wanted: string | undefined): Profile {
  if (wanted !== undefined) {
    mkdirSync(wanted, { recursive: true });
    return { path: resolve(wanted), remove: () => {} };
  }
  const path = mkdtempSync(join(placeFor(executable), 'earshot-profile-'));
  // A browser's helpers may still write for a moment after it has ended.
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 10 }) };
}

/** A snap has a /tmp of its own and sees little else but its folder in the home directory. */
function placeFor(executable: string): string {
  const snap = /^\/snap\/(?:bin\/)?([^/]+)/.exec(executable)?.[1];
  if (snap === undefined && realpathSync(executable) !== '/usr/bin/snap') return tmpdir();
  const place = join(homedir(), 'snap', snap ?? 'chromium', 'common');
  mkdirSync(place, { recursive: true });
  return place;
}
