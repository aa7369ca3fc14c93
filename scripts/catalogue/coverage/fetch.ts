import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Where a package lies once unpacked. */
export function folderOf(cache: string, release: string): string {
  return join(cache, release.replace('/', '+'));
}

export function isCached(cache: string, release: string): boolean {
  return existsSync(folderOf(cache, release));
}

/**
 * Fetches one release from the configured package registry and unpacks it; its dependencies are
 * left alone and nothing of it is run.
 * @throws when the registry doesn't have it or can't be reached.
 */
export function fetchRelease(cache: string, release: string): void {
  const folder = folderOf(cache, release);
  const half = `${folder}.part`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const file = execFileSync(
    npm,
    ['pack', release, '--silent', '--ignore-scripts', '--pack-destination', half],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  ).trim();
  const tarball = join(half, file.split('\n').at(-1) ?? '');
  execFileSync('tar', ['-xzf', tarball, '-C', half]);
  rmSync(tarball);
  renameSync(half, folder);
}
