/**
 * `npm run bench:match`: what it costs to name the vendor and the app of a host, in nanoseconds,
 * best of several runs. No part of the tests; fails above the limit.
 */
import { createAppMatcher } from '../lib/apps/match';
import type { Hostname } from '../lib/hostname';
import { CATALOGUE } from '../lib/vendors/catalog';
import { createVendorMatcher } from '../lib/vendors/match';

const LIMIT = 2_000;
const ROUNDS = 200;
const RUNS = 7;

const suffixes = CATALOGUE.vendors.flatMap(({ domains }) => domains.map(({ suffix }) => suffix));
const HOSTS: Readonly<Record<string, readonly string[]>> = {
  'a catalogued domain': suffixes,
  'a name below one': suffixes.map((suffix) => `edge-12.eu-west.media.${suffix}`),
  'a name of nobody’s': suffixes.map((_, index) => `a${index}.b.c.nobody-${index}.example`),
};
const MATCHERS = {
  vendor: createVendorMatcher(CATALOGUE.vendors),
  app: createAppMatcher(CATALOGUE.apps),
};

function fastest(match: (host: Hostname) => unknown, hosts: readonly string[]): number {
  const runs = Array.from({ length: RUNS }, () => {
    const start = process.hrtime.bigint();
    for (let round = 0; round < ROUNDS; round++) {
      for (const host of hosts) match(host as Hostname);
    }
    return Number(process.hrtime.bigint() - start) / (ROUNDS * hosts.length);
  });
  return Math.min(...runs);
}

const measured = Object.entries(MATCHERS).flatMap(([what, match]) =>
  Object.entries(HOSTS).map(([kind, hosts]) => ({ what, kind, ns: fastest(match, hosts) })),
);
for (const { what, kind, ns } of measured) {
  console.log(`${what.padEnd(7)} of ${kind.padEnd(20)} ${ns.toFixed(0).padStart(5)} ns`);
}
const slowest = Math.max(...measured.map(({ ns }) => ns));
console.log(`slowest ${slowest.toFixed(0)} ns, limit ${LIMIT} ns`);
process.exitCode = slowest > LIMIT ? 1 : 0;
