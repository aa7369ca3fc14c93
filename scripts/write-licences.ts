import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf, manifestIn, shippedPackages } from './shipped-packages';

/**
 * Writes the licences of everything that ships into the package. The one under the Mozilla Public
 * License is shipped unmodified; its section 3.2 asks to say where its source is.
 */
const PROJECT = join(import.meta.dirname, '..');

function noticeOf(name: string): string {
  const folder = folderOf(name);
  const { version, license, homepage } = manifestIn(folder);
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
  const source = homepage === undefined ? '' : `\nSource: ${homepage}`;
  return `${name} ${version}\nLicence: ${license}${source}\n\n${text}`;
}

const own = readFileSync(join(PROJECT, 'LICENSE'), 'utf8').trim();
const rule = `\n\n${'-'.repeat(72)}\n\n`;
mkdirSync(join(PROJECT, 'assets'), { recursive: true });
writeFileSync(
  join(PROJECT, 'assets/licences.txt'),
  `${[`Earshot\n\n${own}`, ...shippedPackages().map(noticeOf)].join(rule)}\n`,
);
