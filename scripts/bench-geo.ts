/**
 * `npm run bench:geo`: what a look-up costs, from the text of an address to the finished location
 * and network, beside other readers of the same file and a floor that only parses and counts.
 * Best of several runs, in nanoseconds of processor time; no part of the tests.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import maxmindOpen from 'maxmind';
import { Reader, type Response } from 'mmdb-lib';
import { addressOf, type IpAddress } from '../lib/address';
import { readWords } from '../lib/address-words';
import { createLocator } from '../lib/geo/locator';
import { findRecord, openMmdb } from '../lib/geo/mmdb-reader';
import { walkMmdb } from './geo-formats';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const COUNT = 200_000;
const RUNS = 5;

/** The same addresses every time (mulberry32): weighted by the routed space, IPv4 or IPv6. */
function randomAddresses(bytes: Uint8Array, family: 4 | 6): IpAddress[] {
  const starts: bigint[] = [];
  const sizes: bigint[] = [];
  walkMmdb(openMmdb(bytes), (found, start, end) => {
    if (found !== family) return;
    starts.push(start);
    sizes.push(end - start + 1n);
  });
  let seed = 1;
  const random = (): number => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  // IPv4 by address, IPv6 by range: its sizes differ by many powers of two.
  const sums = new Float64Array(starts.length);
  let total = 0;
  sizes.forEach((size, i) => {
    total += family === 4 ? Number(size) : 1;
    sums[i] = total;
  });
  const words = new Uint32Array(4);
  return Array.from({ length: COUNT }, () => {
    const target = random() * total;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < target) low = middle + 1;
      else high = middle;
    }
    const within = BigInt(Math.floor(random() * Number(sizes[low] ?? 1n)));
    const value = (starts[low] ?? 0n) + within;
    words.fill(0);
    if (family === 4) words[3] = Number(value);
    else words.set([Number(value >> 32n), Number(value & 0xffffffffn), random() * 2 ** 32, 1]);
    return addressOf(words, family);
  });
}

function nanoseconds(
  addresses: readonly IpAddress[],
  look: (address: IpAddress) => unknown,
): string {
  let best = Number.POSITIVE_INFINITY;
  let sink = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const started = process.cpuUsage();
    for (const address of addresses) if (look(address)) sink += 1;
    best = Math.min(best, (process.cpuUsage(started).user * 1000) / addresses.length);
  }
  return `${Math.round(best)}${sink === 0 ? ' (found nothing)' : ''}`;
}

const path = join(ROOT, 'assets/geo/earshot.mmdb');
const bytes = new Uint8Array(readFileSync(path));
const lists = {
  'IPv4, random': randomAddresses(bytes, 4),
  'IPv6, random': randomAddresses(bytes, 6),
};
/** Heap taken by a locator that has answered for every address, in MB; run before all else. */
function heapTaken(gc: () => void): number {
  const heap = (): number => {
    gc();
    gc();
    return process.memoryUsage().heapUsed / 1e6;
  };
  const before = heap();
  const fresh = createLocator({ shipped: bytes, user: [] });
  for (const list of Object.values(lists)) for (const address of list) fresh.factsOf(address);
  const taken = heap() - before;
  fresh.factsOf('8.8.8.8' as IpAddress);
  return taken;
}

if (globalThis.gc) {
  const mb = heapTaken(globalThis.gc).toFixed(1);
  console.log(`heap after 400,000 look-ups              ${mb} MB beside the file`);
}

const fifty = lists['IPv4, random'].slice(0, 50);
const repeated = Array.from({ length: COUNT }, (_, i) => fifty[i % 50] as IpAddress);

const opened = process.hrtime.bigint();
const locator = createLocator({ shipped: bytes, user: [] });
locator.factsOf('8.8.8.8' as IpAddress);
const openMs = Number(process.hrtime.bigint() - opened) / 1e6;

const words = new Uint32Array(4);
const db = openMmdb(bytes);
const buffer = readFileSync(path);
const mmdbLib = new Reader<Response>(buffer);
const maxmind = await maxmindOpen.open<Response>(path, { cache: { max: 6000 } });
const readers: Record<string, (address: IpAddress) => unknown> = {
  'Earshot: finished location and network': locator.factsOf,
  'floor: parse and walk the tree only': (address) => {
    const family = readWords(address, words);
    return family !== 0 && findRecord(db, words, family) >= 0;
  },
  'mmdb-lib: decoded record': (address) => mmdbLib.get(address),
  'maxmind (LRU 6000): decoded record': (address) => maxmind.get(address),
};
const geoipCountry = await loadGeoipCountry();
if (geoipCountry !== null) readers['geoip-country: country only'] = geoipCountry;

for (const [name, look] of Object.entries(readers)) {
  const figures = Object.entries({ ...lists, 'IPv4, 50 repeated': repeated }).map(
    ([list, addresses]) => `${list} ${nanoseconds(addresses, look)} ns`,
  );
  console.log(`${name.padEnd(40)} ${figures.join('   ')}`);
}
console.log(`open and first look-up                   ${openMs.toFixed(1)} ms`);
console.log(
  `database                                 ${(bytes.length / 1e6).toFixed(2)} MB, ${(deflateRawSync(bytes).length / 1e6).toFixed(2)} MB zipped`,
);

/**
 * A peer that is no dependency, since its data is under the GeoLite2 licence: it is installed
 * beside the project for this run only, and left out where no registry answers.
 */
async function loadGeoipCountry(): Promise<((address: string) => unknown) | null> {
  const folder = join(ROOT, '.cache', 'bench');
  const home = join(folder, 'node_modules', 'geoip-country');
  if (!existsSync(home)) {
    mkdirSync(folder, { recursive: true });
    spawnSync(
      'npm',
      ['install', '--no-save', '--prefix', folder, 'geoip-country@5.0.202609260156'],
      {
        stdio: 'ignore',
        shell: process.platform === 'win32',
      },
    );
  }
  try {
    return createRequire(join(folder, 'package.json'))('geoip-country').lookup;
  } catch {
    console.log('geoip-country could not be installed: not measured.');
    return null;
  }
}
