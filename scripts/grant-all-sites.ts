import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes a copy of each build in which "all sites" is granted at install. No driver can click a
 * browser's permission prompt, so the demo, the audit and the tests of full coverage use the copy;
 * its manifest's `host_permissions` is all that differs from what is shipped.
 */
const OUTPUT = join(import.meta.dirname, '..', '.output');

for (const build of ['chrome-mv3', 'firefox-mv3']) {
  const copy = join(OUTPUT, `${build}-full`);
  rmSync(copy, { recursive: true, force: true });
  cpSync(join(OUTPUT, build), copy, { recursive: true });
  const path = join(copy, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  manifest.host_permissions = [...manifest.host_permissions, '<all_urls>'];
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}
