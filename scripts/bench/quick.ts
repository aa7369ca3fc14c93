import { emptyListener, slowed, watching } from './contestants';
import { median, type Section, spread } from './figure';
import { orLaunchAgain } from './launch-again';
import type { ManyHosts } from './many-hosts';
import { sumOfCpu } from './processes';
import { measureRequests } from './requests';

const COUNT = 1500;
const HOSTS = 200;

/**
 * The cost of a request, as much of it as the tests have time for. What is measured is held against
 * the same extension with the mistake built in, so that both sides of a ratio are slow together
 * when the machine is.
 */
export async function quickRequests(site: ManyHosts, rounds: number): Promise<Section> {
  const contestants = [emptyListener(), watching(), slowed()];
  const all = contestants.map(({ name }) => ({ name, total: [] as number[], own: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    for (const [i, contestant] of contestants.entries()) {
      const cpu = await orLaunchAgain(() => measureRequests(contestant, site, [COUNT, HOSTS]));
      all[i]?.total.push(sumOfCpu(cpu));
      all[i]?.own.push(cpu.extension);
    }
  }
  const [floor, watched, slow] = all.map(({ total, own }) => ({
    total: median(total),
    own: median(own),
  }));
  return {
    title: 'Cost per request, in short',
    how: `Processor time of all processes, and of the extension’s alone, for ${COUNT} requests to ${HOSTS} hosts.`,
    columns: ['with', 'CPU seconds', 'of the extension'],
    rows: all.map(({ name, total, own }) => [name, spread(total, 2), spread(own, 2)]),
    checks: [
      {
        what: 'a watched site against an empty listener',
        ratio: (watched?.total ?? Number.NaN) / (floor?.total ?? Number.NaN),
        most: 1.8,
      },
      {
        what: 'the extension’s own time against that of one that writes every event at once',
        ratio: (watched?.own ?? Number.NaN) / (slow?.own ?? Number.NaN),
        most: 0.7,
      },
    ],
  };
}
