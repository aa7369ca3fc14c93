import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { PROJECT } from '../../cli/project';
import { temporaryFolder } from '../../cli/temporary-folder';
import { type Check, median, type Section, spread } from './figure';

type Subject = typeof import('./growth-subject');

const DESTINATIONS = [10, 100, 1000, 10_000] as const;
const TABS = [1, 20, 200] as const;
const EVENTS = 40_000;
const HOUR = 3600;

async function load(): Promise<Subject> {
  const outfile = join(temporaryFolder('bench-growth'), 'subject.mjs');
  await build({
    entryPoints: [join(PROJECT, 'scripts/bench/growth-subject.ts')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    alias: { 'wxt/browser': join(PROJECT, 'scripts/bench/no-browser.ts') },
    outfile,
    logLevel: 'error',
  });
  return (await import(pathToFileURL(outfile).href)) as Subject;
}

const DATABASE = join(PROJECT, 'assets/geo/earshot.mmdb');

/** Microseconds of processor time a request takes once all its hosts are known. */
async function costPerRequest(subject: Subject, tabs: number, hosts: number): Promise<number> {
  const background = subject.startBackground(DATABASE);
  for (let tab = 1; tab <= tabs; tab++) subject.openTab(background, tab);
  for (let host = 0; host < hosts; host++) subject.request(background, 1 + (host % tabs), host);
  // The gate opens in a later turn.
  await sleep(50);
  const started = process.cpuUsage();
  for (let i = 0; i < EVENTS; i++) subject.request(background, 1 + (i % tabs), i % hosts);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / EVENTS;
}

function heapMegabytes(): number {
  if (globalThis.gc === undefined) throw new Error('Run with --expose-gc.');
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed / 1e6;
}

/** Heap after each of `hours` of a room's client that asks forty hosts, ten requests a second. */
async function heapByHour(subject: Subject, hours: number): Promise<number[]> {
  const background = subject.startBackground(DATABASE);
  subject.openTab(background, 1);
  const heap: number[] = [];
  for (let hour = 0; hour < hours; hour++) {
    for (let i = 0; i < HOUR * 10; i++) subject.request(background, 1, i % 40);
    await sleep(20);
    heap.push(heapMegabytes());
  }
  return heap;
}

export async function benchGrowth(rounds: number): Promise<Section> {
  const subject = await load();
  await costPerRequest(subject, 1, 10);
  const rows: string[][] = [];
  const checks: Check[] = [];
  const series = async (
    name: string,
    sizes: readonly number[],
    of: (size: number) => Promise<number>,
  ) => {
    const values = new Map<number, number[]>(sizes.map((size) => [size, []]));
    for (let round = 0; round < rounds; round++) {
      for (const [size, made] of values) made.push(await of(size));
    }
    const base = median(values.get(sizes[0] ?? 0) ?? []);
    for (const [size, made] of values) {
      rows.push([`${size} ${name}`, `${spread(made)} µs`, (median(made) / base).toFixed(2)]);
      checks.push({
        what: `a request with ${size} ${name} against ${sizes[0]}`,
        ratio: median(made) / base,
        most: 4,
      });
    }
  };
  await series('destinations in a tab', DESTINATIONS, (hosts) => costPerRequest(subject, 1, hosts));
  await series('tabs of 50 destinations', TABS, (tabs) => costPerRequest(subject, tabs, 50 * tabs));
  const heap = await heapByHour(subject, 24);
  const [first = Number.NaN, last = Number.NaN] = [heap[1], heap.at(-1)];
  rows.push([
    'heap after 1 and after 24 hours of ten requests a second',
    `${first.toFixed(1)} and ${last.toFixed(1)} MB`,
    (last / first).toFixed(2),
  ]);
  checks.push({
    what: 'heap after 24 simulated hours against the first',
    ratio: last / first,
    most: 1.3,
  });
  return {
    title: 'Growth',
    how: 'Processor time of one request (asked and answered) through the background’s own code in Node, all hosts being known already: location, vendor, judgement and what is handed to storage and toolbar. It should be flat. Earshot keeps 1,024 destinations of a page; the others are counted.',
    columns: ['with', 'median (spread)', 'against the first'],
    rows,
    checks,
  };
}
