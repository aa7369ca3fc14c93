import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserKind } from './browsers/find-browser';
import { Failure } from './failure';
import { PROJECT } from './project';

const FOLDERS: Readonly<Record<BrowserKind, string>> = {
  chromium: 'chrome-mv3',
  firefox: 'firefox-mv3',
};

/** What a build is made of: a newer file among them makes it stale. */
const SOURCES = ['assets', 'data', 'entrypoints', 'lib', 'package-lock.json', 'wxt.config.ts'];

/**
 * The folder of the shipped build; made first where it's missing or older than its sources.
 * @throws when the build fails; its own output has said why.
 */
export function ensureBuild(kind: BrowserKind): string {
  const folder = join(PROJECT, '.output', FOLDERS[kind]);
  const manifest = join(folder, 'manifest.json');
  const isFresh =
    existsSync(manifest) &&
    SOURCES.every((source) => newest(join(PROJECT, source)) <= statSync(manifest).mtimeMs);
  if (!isFresh) build();
  return folder;
}

function build(): void {
  process.stderr.write('Building the extension (the first time takes a minute)…\n');
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: PROJECT,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  process.stderr.write(stdout + stderr);
  throw new Failure('The extension could not be built: see the lines above.');
}

function newest(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}
