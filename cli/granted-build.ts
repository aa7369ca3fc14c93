import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder';

/**
 * Copies a build and lets its manifest grant more hosts at install. No driver can click a
 * browser's permission prompt; the copy differs from what is shipped in nothing but
 * `host_permissions`.
 * @param patterns match patterns, such as `<all_urls>`.
 * @param copy the folder it is put into; by default one that goes with this process.
 * @returns that folder.
 */
export function grantAtInstall(
  build: string,
  patterns: readonly string[],
  copy: string = temporaryFolder('build'),
): string {
  cpSync(build, copy, { recursive: true });
  const path = join(copy, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  manifest.host_permissions = [...manifest.host_permissions, ...patterns];
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
  return copy;
}
