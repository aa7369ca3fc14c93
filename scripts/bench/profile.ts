import { setTimeout as sleep } from 'node:timers/promises';
import { runIn } from './chromium';
import { watching } from './contestants';
import { type ManyHosts, makeRequests } from './many-hosts';
import { openRoom } from './watch-room';
import type { Ask } from './worker-session';

/** Microseconds between two samples. */
const INTERVAL = 100;
const COUNT = 3000;
const HOSTS = 200;
const HEAVIEST = 15;

/** A CPU profile of the DevTools protocol (`Profiler.Profile`), as far as it is read here. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: {
      readonly functionName: string;
      readonly url: string;
      /** From 0. */
      readonly lineNumber: number;
    };
  }[];
  /** Ids of the innermost functions, one for each sample. */
  readonly samples: readonly number[];
  /** Microseconds from each sample to the one before. */
  readonly timeDeltas: readonly number[];
}

/** Time in which no script runs. */
const IDLE: ReadonlySet<string> = new Set(['(idle)', '(root)']);

/** @returns milliseconds in each function itself, not in what it calls; the heaviest first. */
export function selfTimes({ nodes, samples, timeDeltas }: CpuProfile): readonly [string, number][] {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const times = new Map<string, number>();
  for (const [i, id] of samples.entries()) {
    const name = names.get(id) ?? '';
    if (IDLE.has(name)) continue;
    // A sample stands for the time until the next one.
    times.set(name, (times.get(name) ?? 0) + (timeDeltas[i + 1] ?? 0) / 1000);
  }
  return [...times].sort(([, a], [, b]) => b - a);
}

function nameOf({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame']) {
  const name = functionName === '' ? '(anonymous)' : functionName;
  return url === '' ? name : `${name} ${url.slice(url.lastIndexOf('/') + 1)}:${lineNumber + 1}`;
}

/** Says where the service worker's time goes while a watched page makes its requests. */
export async function profileWorker(site: ManyHosts): Promise<string> {
  const chromium = await openRoom(watching(), site);
  try {
    await runIn(chromium.page, makeRequests, 10, 5, site.port);
    await sleep(1000);
    const profile = await chromium.inWorker(async (ask) => {
      await startProfiler(ask);
      await runIn(chromium.page, makeRequests, COUNT, HOSTS, site.port);
      await sleep(1500);
      return ((await ask('Profiler.stop')) as { readonly profile: CpuProfile }).profile;
    });
    return table(selfTimes(profile));
  } finally {
    await chromium.close();
  }
}

async function startProfiler(ask: Ask): Promise<void> {
  await ask('Profiler.enable');
  await ask('Profiler.setSamplingInterval', { interval: INTERVAL });
  await ask('Profiler.start');
}

function table(times: readonly [string, number][]): string {
  const total = times.reduce((sum, [, time]) => sum + time, 0);
  const line = (name: string, time: number) =>
    `${time.toFixed(1).padStart(8)} ms ${((time / total) * 100).toFixed(1).padStart(5)} %  ${name}`;
  return [
    `${COUNT} requests over ${HOSTS} hosts of a watched page: ${total.toFixed(0)} ms in the service worker, by function`,
    ...times.slice(0, HEAVIEST).map(([name, time]) => line(name, time)),
  ].join('\n');
}
