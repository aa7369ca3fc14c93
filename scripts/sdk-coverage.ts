import { join } from 'node:path';
import { CATALOGUE } from '../lib/vendors/catalog';
import { createVendorMatcher } from '../lib/vendors/match';
import { fetchRelease, isCached } from './catalogue/coverage/fetch';
import { measure, share } from './catalogue/coverage/measure';
import { SDKS } from './catalogue/coverage/sdks';

const CACHE = join(import.meta.dirname, '../.cache/sdks');

const releases = Object.entries(SDKS).flatMap(([maker, list]) =>
  list.map((release) => [maker, release] as const),
);
for (const [, release] of releases) {
  if (isCached(CACHE, release)) continue;
  console.log(`fetching ${release}`);
  fetchRelease(CACHE, release);
}

const findings = measure(CACHE, releases, createVendorMatcher(CATALOGUE.vendors));
for (const maker of Object.keys(SDKS)) {
  const own = share(findings.filter((finding) => finding.maker === maker));
  console.log(`${maker.padEnd(16)} ${own.right} of ${own.of}`);
}
for (const { maker, release, host, verdict } of findings) {
  if (verdict.kind === 'missed') console.log(`missed    ${host} (${release}): nobody is named`);
  if (verdict.kind === 'doubtful') {
    console.log(`doubtful  ${host} (${release}): ${verdict.vendor}, but ${maker} names it`);
  }
}
const { right, of } = share(findings);
const doubtful = findings.filter(({ verdict }) => verdict.kind === 'doubtful').length;
const apart = findings.filter(({ verdict }) => verdict.kind === 'not-a-vendor').length;
const others = findings.filter(({ verdict }) => verdict.kind === 'other').length;
console.log(
  [
    '',
    `${releases.length} releases of ${Object.keys(SDKS).length} vendors name ${findings.length} hosts:`,
    `${right} of ${of} hosts of the vendors themselves are given to the right vendor (${((100 * right) / of).toFixed(1)} %)`,
    `${others} of other catalogued vendors, looked at; ${doubtful} still to be looked at`,
    `${apart} that get nothing of a room: standards, documentation, placeholders`,
  ].join('\n'),
);
process.exitCode = doubtful > 0 ? 1 : 0;
