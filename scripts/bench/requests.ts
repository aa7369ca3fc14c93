import { setTimeout as sleep } from 'node:timers/promises';
import { runIn } from './chromium';
import {
  type Contestant,
  emptyListener,
  NOTHING,
  noListener,
  slowed,
  unwatchedAsShipped,
  unwatchedWithFullCoverage,
  watching,
} from './contestants';
import { median, more, type Section, spread } from './figure';
import { orLaunchAgain } from './launch-again';
import { type ManyHosts, makeRequests } from './many-hosts';
import { type CpuTimes, increaseOfCpu, PROCESS_KINDS, sumOfCpu } from './processes';
import { destinationsStored, openRoom } from './watch-room';

/** Requests, and the hosts they are spread over. */
const SIZES = [
  { count: 300, hosts: 60 },
  { count: 3000, hosts: 200 },
] as const;

/** What isn't among them, a display's process above all, does next to nothing here. */
const SHOWN_KINDS = PROCESS_KINDS.filter((kind) => kind !== 'other');

/** Milliseconds for what was put off (paints, writes) to be done, and paid for. */
const SETTLE = 2500;

/** A fresh browser, and what it takes while its page makes so many requests to so many hosts. */
export async function measureRequests(
  contestant: Contestant,
  site: ManyHosts,
  [count, hosts]: readonly [number, number],
): Promise<CpuTimes> {
  const chromium = await openRoom(contestant, site);
  try {
    // What is paid once (reading the database, opening the connections' pools) isn't per request.
    await runIn(chromium.page, makeRequests, 10, 5, site.port);
    await sleep(SETTLE);
    const before = await chromium.cpu();
    await runIn(chromium.page, makeRequests, count, hosts, site.port);
    await sleep(SETTLE);
    const cpu = increaseOfCpu(before, await chromium.cpu());
    const stored = contestant.watches ? await destinationsStored(chromium) : hosts;
    if (stored < hosts) throw new Error(`${contestant.name} saw ${stored} of ${hosts} hosts.`);
    return cpu;
  } finally {
    await chromium.close();
  }
}

/** What a request costs: every launch of one contestant is followed by one of each of the others. */
export async function benchRequests(
  site: ManyHosts,
  rounds: number,
  others: readonly Contestant[],
): Promise<Section> {
  const allowed = noListener();
  const floor = emptyListener();
  const watched = watching();
  const slow = slowed();
  const unwatched = unwatchedWithFullCoverage();
  const contestants = [
    ...[NOTHING, allowed, floor, unwatchedAsShipped(), unwatched, watched, slow],
    ...others,
  ];
  const rows: string[][] = [];
  const checks: Section['checks'][number][] = [];
  for (const { count, hosts } of SIZES) {
    const cpu = new Map<Contestant, CpuTimes[]>(contestants.map((it) => [it, []]));
    for (let round = 0; round < rounds; round++) {
      for (const contestant of contestants) {
        const run = await orLaunchAgain(() => measureRequests(contestant, site, [count, hosts]));
        cpu.get(contestant)?.push(run);
        console.error(
          `${count} requests, round ${round + 1}: ${contestant.name} ${sumOfCpu(run).toFixed(2)} s`,
        );
      }
    }
    const sums = (contestant: Contestant) => (cpu.get(contestant) ?? []).map(sumOfCpu);
    const of = (contestant: Contestant) => median(sums(contestant));
    for (const [contestant, times] of cpu) {
      const extra = ((of(contestant) - of(NOTHING)) / count) * 1e6;
      const isBase = contestant === NOTHING;
      rows.push([
        String(count),
        contestant.name,
        spread(sums(contestant), 2),
        isBase ? '' : more(sums(contestant), sums(NOTHING)),
        isBase ? '' : `${extra.toFixed(0)} µs`,
        ...SHOWN_KINDS.map((kind) => median(times.map((each) => each[kind])).toFixed(2)),
      ]);
    }
    checks.push(
      {
        what: `${count} requests on a watched site, against an extension that may listen and doesn’t`,
        ratio: of(watched) / of(allowed),
        most: 1.8,
      },
      {
        what: `${count} requests on another site, all granted, against an empty listener`,
        ratio: of(unwatched) / of(floor),
        most: 1.4,
      },
    );
  }
  return {
    title: 'Cost per request',
    how: 'Processor time of all processes of the browser (`SystemInfo.getProcessInfo`) while a page fetches over many hosts at public addresses on this machine, and for 2.5 s afterwards. A fresh browser for every figure, the contestants in turn. Reading the database is over by then: see wake-up. The last columns are the medians by process: the browser’s own, its network service, the page’s and the extension’s.',
    columns: [
      'requests',
      'with',
      'CPU seconds, median (spread)',
      'over no extension',
      'a request',
      ...SHOWN_KINDS.map((kind) => `${kind} s`),
    ],
    rows,
    checks,
  };
}
