import { setTimeout as sleep } from 'node:timers/promises';
import { runIn } from './chromium';
import { watching } from './contestants';
import { median, type Section, spread } from './figure';
import { orLaunchAgain } from './launch-again';
import { type ManyHosts, makeRequests } from './many-hosts';
import { openRoom } from './watch-room';
import { heapSize } from './worker-session';

/** Megabytes of heap in the service worker after each number of requests. */
async function heapAfter(site: ManyHosts, steps: readonly number[]): Promise<number[]> {
  const chromium = await openRoom(watching(), site);
  try {
    const heap: number[] = [];
    for (const count of steps) {
      await runIn(chromium.page, makeRequests, count, 1000, site.port);
      await sleep(2000);
      heap.push(await chromium.inWorker(heapSize));
    }
    return heap;
  } finally {
    await chromium.close();
  }
}

export async function benchMemory(site: ManyHosts, rounds: number): Promise<Section> {
  const runs: number[][] = [];
  for (let round = 0; round < rounds; round++)
    runs.push(await orLaunchAgain(() => heapAfter(site, [10, 4990, 5000])));
  const column = (i: number) => runs.map((run) => run[i] ?? Number.NaN);
  const ratio = median(column(2)) / median(column(1));
  return {
    title: 'Memory',
    how: 'JavaScript heap of the service worker after a collection, without the parts of the country data that were read, which lie beside the heap. The page asks 1,000 hosts in turn.',
    columns: ['after', 'MB, median (spread)'],
    rows: [
      ['10 requests', spread(column(0))],
      ['5,000 requests over 1,000 hosts', spread(column(1))],
      ['10,000 requests over 1,000 hosts', spread(column(2))],
    ],
    checks: [{ what: 'heap after 10,000 requests against 5,000', ratio, most: 1.3 }],
  };
}
