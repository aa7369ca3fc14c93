import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { SLUG } from './fields';
import { KINDS, type Kind } from './files';
import type { Problem } from './problem';

/** One file of the catalogue after its fields were checked. */
export interface Entry<T> {
  /** File name without `.json`. */
  readonly id: string;
  readonly file: string;
  readonly data: T;
}

export type Entries = { readonly [K in Kind]: readonly Entry<v.InferOutput<(typeof KINDS)[K]>>[] };

/**
 * Reads every file under `data/` and checks each against its own schema.
 * Files with a problem are told of and left out, so that all problems come out in one run.
 */
export function readEntries(root: string): { entries: Entries; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const read = <K extends Kind>(kind: K) => readKind(root, kind, problems);
  const entries: Entries = {
    vendors: read('vendors'),
    apps: read('apps'),
    networks: read('networks'),
    software: read('software'),
    presets: read('presets'),
  };
  return { entries, problems };
}

function readKind<K extends Kind>(root: string, kind: K, problems: Problem[]): Entries[K] {
  const names = readdirSync(join(root, 'data', kind)).sort();
  const entries = names.flatMap((name) => {
    const file = `data/${kind}/${name}`;
    const id = name.replace(/\.json$/, '');
    if (id === name || !SLUG.test(id)) {
      const fix = 'name the file <id>.json, the id in lower case with single hyphens';
      problems.push({ file, at: '', fix });
      return [];
    }
    const data = parse(KINDS[kind], file, readFileSync(join(root, file), 'utf8'), problems);
    return data === null ? [] : [{ id, file, data }];
  });
  return entries as unknown as Entries[K];
}

function parse(schema: v.GenericSchema, file: string, text: string, problems: Problem[]): unknown {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    problems.push({ file, at: '', fix: `is not JSON: ${(error as Error).message}` });
    return null;
  }
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  for (const issue of result.issues) problems.push({ file, at: where(issue), fix: advice(issue) });
  return null;
}

function where(issue: v.BaseIssue<unknown>): string {
  const steps = (issue.path ?? []).map(({ key }) =>
    typeof key === 'number' ? `[${key}]` : `.${String(key)}`,
  );
  return steps.join('').replace(/^\./, '');
}

function advice({ type, expected, received, message }: v.BaseIssue<unknown>): string {
  if (type === 'strict_object' && expected === 'never') {
    return 'no such field: correct its name or remove it (data/README.md lists them all)';
  }
  if (received === 'undefined') return 'is missing: add it';
  if (type === 'picklist') return `is ${received}: write one of ${expected}`;
  // A length that is too short says less than the advice itself.
  const known = received !== null && type !== 'min_length';
  return known ? `${message} (it is ${received})` : message;
}
