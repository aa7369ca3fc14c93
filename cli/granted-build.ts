import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Copies a build and lets its manifest grant more hosts at install. No driver can click a
 * browser's permission prompt; the copy differs from what is shipped in nothing but
 * `host_permissions`.
 * @param patterns match patterns, such as `<all_urls>`.
 * @returns the copy's folder.
 */
export function grantAtInstall(
  build: string,
  patterns: readonly string[],
  copy: string = mkdtempSync(join(tmpdir(), 'earshot-build-')),
): string {
  cpSync(build, copy, { recursive: true });
  const path = join(copy, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  manifest.host_permissions = [...manifest.host_permissions, ...patterns];
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
  return copy;
}
