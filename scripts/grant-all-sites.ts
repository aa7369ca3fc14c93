import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { grantAtInstall } from '../cli/granted-build';

/** The builds with full coverage, for the demo, the audit and the tests. */
const OUTPUT = join(import.meta.dirname, '..', '.output');

for (const build of ['chrome-mv3', 'firefox-mv3']) {
  const copy = join(OUTPUT, `${build}-full`);
  rmSync(copy, { recursive: true, force: true });
  grantAtInstall(join(OUTPUT, build), ['<all_urls>'], copy);
}
