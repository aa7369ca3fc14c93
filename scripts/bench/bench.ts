/**
 * `npm run bench`: what Earshot costs, beside nothing at all.
 *   --only requests,wake-up   some parts
 *   --rounds 5                launches of each contestant
 *   --against DIR             another unpacked extension, measured too; may be repeated
 *   --quick                   one round of the parts that tell of most mistakes, in a minute or two
 *   --check                   fails on ratios far beyond anything noise does
 *   --write                   writes docs/performance.md; needs every part
 *   --profile                 where the service worker's time goes, and nothing else
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT } from '../../cli/project';
import { launchMeasured } from './chromium';
import { against } from './contestants';
import type { Section } from './figure';
import { benchGrowth } from './growth';
import { startManyHosts } from './many-hosts';
import { benchMemory } from './memory';
import { runInOwnNetwork } from './own-network';
import { benchPeerConnections } from './peer-connections';
import { benchPopup } from './popup';
import { profileWorker } from './profile';
import { quickRequests } from './quick';
import { benchRequests } from './requests';
import { benchSize } from './size';
import { benchWakeUp } from './wake-up';
import { type MeasuredPart, performancePage } from './write-page';

/** What `--quick` measures. */
const QUICK_PARTS = ['requests', 'popup', 'growth', 'size'];

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string' },
    against: { type: 'string', multiple: true, default: [] },
    check: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  },
});

if (!existsSync(join(PROJECT, '.output/chrome-mv3'))) throw new Error('First: npm run build');
const isInOwnNetwork = runInOwnNetwork();
if (!isInOwnNetwork) {
  console.error(
    'No network of its own (that takes root on Linux): every host is at 127.0.0.1, so locating costs less than it would.',
  );
}
// A signal ends a program without `exit`, at which its temporary folders are removed.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const rounds = Number(options.rounds ?? (options.quick ? 1 : 5));
const others = options.against.map((folder) => against(resolve(folder)));
const site = await startManyHosts(isInOwnNetwork);

const parts: Readonly<Record<string, () => Promise<Section> | Section>> = {
  requests: () =>
    options.quick ? quickRequests(site, rounds) : benchRequests(site, rounds, others),
  'peer-connections': () => benchPeerConnections(site, rounds),
  'wake-up': () => benchWakeUp(site, rounds),
  memory: () => benchMemory(site, rounds),
  popup: () => benchPopup(site, rounds),
  growth: () => benchGrowth(rounds),
  size: () => benchSize(),
};
if (options.profile) console.log(await profileWorker(site));
const usual = options.quick ? QUICK_PARTS : Object.keys(parts);
const chosen = options.profile ? [] : (options.only?.split(',') ?? usual);
const unknown = chosen.filter((name) => parts[name] === undefined);
if (unknown.length > 0) {
  throw new Error(
    `No such part: ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}`,
  );
}

const measured: MeasuredPart[] = [];
for (const name of chosen) {
  const section = await parts[name]?.();
  if (section === undefined) continue;
  measured.push([name, section]);
  console.log(`\n${section.title}`);
  for (const row of section.rows) console.log(`  ${row.join('   ')}`);
}
await site.stop();

if (options.write) {
  if (options.only !== undefined || options.quick) throw new Error('--write needs every part.');
  const chromium = await launchMeasured(null);
  const notes = readFileSync(join(PROJECT, 'scripts/bench/notes.md'), 'utf8');
  const page = performancePage(measured, notes, chromium.version, rounds);
  await chromium.close();
  writeFileSync(join(PROJECT, 'docs/performance.md'), page);
}
const failed = measured
  .flatMap(([, { checks }]) => checks)
  .filter(({ ratio, most }) => !(ratio <= most));
for (const { what, ratio, most } of failed) {
  console.log(
    `${options.check ? 'FAILED' : 'beyond its limit'}: ${what}: ${ratio.toFixed(2)}, at most ${most}`,
  );
}
if (options.check && failed.length > 0) process.exitCode = 1;
