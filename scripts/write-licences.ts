import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes the licences of everything that ships into the package. The one under the Mozilla Public
 * License is shipped unmodified; its section 3.2 asks to say where its source is.
 */
const PROJECT = join(import.meta.dirname, '..');

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly homepage?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** Every package that ships, those that the direct dependencies bring along included. */
function shipped(names: readonly string[], found = new Set<string>()): readonly string[] {
  for (const name of names) {
    if (found.has(name)) continue;
    found.add(name);
    const { dependencies = {} } = manifestOf(join(PROJECT, 'node_modules', name));
    shipped(Object.keys(dependencies), found);
  }
  return [...found].sort();
}

function noticeOf(name: string): string {
  const folder = join(PROJECT, 'node_modules', name);
  const { version, license, homepage } = manifestOf(folder);
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
  const source = homepage === undefined ? '' : `\nSource: ${homepage}`;
  return `${name} ${version}\nLicence: ${license}${source}\n\n${text}`;
}

const { dependencies = {} } = manifestOf(PROJECT);
const notices = shipped(Object.keys(dependencies)).map(noticeOf);
const own = readFileSync(join(PROJECT, 'LICENSE'), 'utf8').trim();
const rule = `\n\n${'-'.repeat(72)}\n\n`;
mkdirSync(join(PROJECT, 'assets'), { recursive: true });
writeFileSync(
  join(PROJECT, 'assets/licences.txt'),
  `${[`Earshot\n\n${own}`, ...notices].join(rule)}\n`,
);
