import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Root of the checkout the command line runs from. */
export const PROJECT = join(import.meta.dirname, '..');

export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(PROJECT, path), 'utf8')) as T;
}

export const VERSION = readJson<{ version: string }>('package.json').version;
