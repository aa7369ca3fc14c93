import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let root: string | null = null;

/** A new folder for one thing; all of them are removed when this program ends, however it ends. */
export function scratchFolder(name: string): string {
  root ??= makeRoot();
  return mkdtempSync(join(root, `${name}-`));
}

function makeRoot(): string {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  return folder;
}
