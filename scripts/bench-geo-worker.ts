/**
 * `npm run bench:geo-worker`: what the database costs where it is used, in the extension's service
 * worker: reading the packaged file, opening it and the first look-up. A throw-away extension holds
 * the shipped locator and database and nothing else. Milliseconds of wall time, several launches.
 */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { launchBrowser } from '../cli/browsers/launch';
import { PROJECT } from '../cli/project';

const LAUNCHES = 5;

interface Cost {
  readonly read: number;
  readonly open: number;
  readonly first: number;
}

const WORKER = `
import { parseAddress } from './lib/address';
import { createLocator } from './lib/geo/locator';
async function measure() {
const t0 = performance.now();
const response = await fetch(chrome.runtime.getURL('earshot.mmdb'));
const shipped = new Uint8Array(await response.arrayBuffer());
const t1 = performance.now();
const { factsOf } = createLocator({ shipped, user: [] });
const t2 = performance.now();
factsOf(parseAddress('114.114.114.114'));
const t3 = performance.now();
await chrome.storage.session.set({ ready: { read: t1 - t0, open: t2 - t1, first: t3 - t2 } });
}
measure();
`;

async function makeExtension(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-'));
  await build({
    stdin: { contents: WORKER, resolveDir: PROJECT, loader: 'ts' },
    bundle: true,
    format: 'esm',
    outfile: join(folder, 'background.js'),
    logLevel: 'error',
  });
  const manifest = {
    manifest_version: 3,
    name: 'Bench',
    version: '1',
    permissions: ['storage'],
    background: { service_worker: 'background.js', type: 'module' },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  copyFileSync(join(PROJECT, 'assets/geo/earshot.mmdb'), join(folder, 'earshot.mmdb'));
  return folder;
}

/** Runs in the extension. */
async function readCost(): Promise<unknown> {
  const { chrome } = globalThis as unknown as {
    chrome: { storage: { session: { get(key: string): Promise<Record<string, unknown>> } } };
  };
  return (await chrome.storage.session.get('ready')).ready;
}

function median(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor(sorted.length / 2)] ?? Number.NaN).toFixed(1);
}

const extension = await makeExtension();
const costs: Cost[] = [];
for (let launch = 0; launch < LAUNCHES; launch++) {
  const session = await launchBrowser({ kind: 'chromium', extension });
  costs.push((await session.inExtension(readCost)) as Cost);
  await session.close();
}
rmSync(extension, { recursive: true });
for (const part of ['read', 'open', 'first'] as const) {
  const values = costs.map((cost) => cost[part]);
  const range = `${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)}`;
  console.log(`in the service worker: ${part.padEnd(6)} ${median(values)} ms (${range})`);
}
