import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The flags as files of their own, so that the popup loads only those it shows. */
export function flagAssets(): { absoluteSrc: string; relativeDest: string }[] {
  const packaged = createRequire(import.meta.url).resolve('country-flag-icons/package.json');
  const folder = join(dirname(packaged), '3x2');
  return readdirSync(folder)
    .filter((file) => /^[A-Z]{2}\.svg$/.test(file))
    .map((file) => ({ absoluteSrc: join(folder, file), relativeDest: `flags/${file}` }));
}
