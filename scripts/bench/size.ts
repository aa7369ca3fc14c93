import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { PROJECT } from '../../cli/project';
import type { Check, Section } from './figure';

const BUILD = join(PROJECT, '.output/chrome-mv3');
/** Bytes each content script may weigh, zipped below ten thousand: every frame of a watched site reads it. */
const CONTENT_SCRIPT_LIMIT = 30_000;

interface Part {
  readonly name: string;
  readonly bytes: number;
  readonly zipped: number;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

function weigh(name: string, files: readonly string[]): Part {
  const contents = files.map((file) => readFileSync(file));
  const sum = (of: (content: Buffer) => number) => contents.reduce((all, it) => all + of(it), 0);
  return { name, bytes: sum((it) => it.length), zipped: sum((it) => deflateRawSync(it).length) };
}

/** What is shipped, by part. */
export function benchSize(): Section {
  const files = filesIn(BUILD);
  const where = (test: (path: string) => boolean) =>
    files.filter((it) => test(relative(BUILD, it)));
  const scripts = where((path) => extname(path) === '.js');
  const parts = [
    weigh('everything', files),
    weigh(
      'country data',
      where((path) => path.startsWith('geo')),
    ),
    weigh(
      'flags',
      where((path) => path.startsWith('flags')),
    ),
    weigh(
      'words',
      where((path) => path.startsWith('_locales')),
    ),
    weigh('all scripts', scripts),
    ...scripts.map((script) => weigh(relative(BUILD, script), [script])),
  ];
  const checks: Check[] = parts
    .filter(({ name }) => name.startsWith('content-scripts'))
    .map(({ name, bytes }) => ({
      what: `${name} against ${CONTENT_SCRIPT_LIMIT} bytes`,
      ratio: bytes / CONTENT_SCRIPT_LIMIT,
      most: 1,
    }));
  return {
    title: 'Size',
    how: 'Bytes in the Chromium build, and zipped one by one.',
    columns: ['part', 'kB', 'kB zipped'],
    rows: parts.map(({ name, bytes, zipped }) => [
      name,
      (bytes / 1000).toFixed(1),
      (zipped / 1000).toFixed(1),
    ]),
    checks,
  };
}
