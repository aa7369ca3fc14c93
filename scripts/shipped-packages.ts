import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PROJECT = join(import.meta.dirname, '..');

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly homepage?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

export function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** The folder an installed package lies in. */
export function folderOf(name: string): string {
  return join(PROJECT, 'node_modules', name);
}

/** Names of every package that ships, those that the direct dependencies bring along included. */
export function shippedPackages(): readonly string[] {
  const found = new Set<string>();
  const add = ({ dependencies = {} }: Manifest) => {
    for (const name of Object.keys(dependencies)) {
      if (found.has(name)) continue;
      found.add(name);
      add(manifestIn(folderOf(name)));
    }
  };
  add(manifestIn(PROJECT));
  return [...found].sort();
}
