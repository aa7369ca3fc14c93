import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkEntries } from './catalogue/check';
import { compile } from './catalogue/compile';
import { dueForReview } from './catalogue/due-for-review';
import { marksOf } from './catalogue/marks';
import { tell } from './catalogue/problem';
import { readEntries } from './catalogue/read';
import { render } from './catalogue/render';
import { jsonSchemas } from './catalogue/schema';

const ROOT = join(import.meta.dirname, '..');

const unknown = process.argv.slice(2).filter((argument) => argument !== '--coverage');
if (unknown.length > 0) {
  console.error(`unknown option ${unknown[0]}; the only one is --coverage`);
  process.exit(2);
}

const { entries, problems } = readEntries(ROOT);
const all = [...problems, ...checkEntries(entries)];
if (all.length > 0) {
  console.error(all.map(tell).join('\n'));
  console.error(`\n${all.length} to mend; nothing was written.`);
  process.exit(1);
}

const catalogue = compile(entries);
const text = render(catalogue);
writeFileSync(join(ROOT, 'lib/vendors/catalogue.generated.json'), text);
writeFileSync(join(ROOT, 'lib/software/marks.generated.json'), marksOf(entries));
for (const [name, schema] of jsonSchemas()) writeFileSync(join(ROOT, 'data', name), schema);

const count = <T, U>(list: readonly T[], of: (item: T) => readonly U[]) => list.flatMap(of).length;
console.log(
  [
    `catalogue ${catalogue.version}`,
    `${entries.vendors.length} vendors, ${count(catalogue.vendors, (v) => v.domains)} domains`,
    `${entries.networks.length} network operators, ${count(catalogue.networks, (n) => n.asns)} ASNs`,
    `${entries.apps.length} apps, ${count(catalogue.apps, (a) => a.sites)} watched sites`,
    `${entries.software.length} kinds of software, ${count(catalogue.software, (s) => s.marks)} marks`,
    `${entries.presets.length} presets`,
    `${catalogue.sources.length} sources, ${(text.length / 1024).toFixed(0)} KiB`,
  ].join('\n'),
);

const due = dueForReview(catalogue.sources, new Date());
if (due.length > 0) {
  console.log(`${due.length} sources were read more than two years ago and are due for review:`);
  for (const { url, checked } of due) console.log(`  ${checked} ${url}`);
}

// Its own step, since it fetches the vendors' SDKs the first time.
if (process.argv.includes('--coverage')) await import('./sdk-coverage');
