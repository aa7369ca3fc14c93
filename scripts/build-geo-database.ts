/**
 * Builds assets/geo/earshot.mmdb: {country, witness, network: {asn, organisation, registered}},
 * and the parts beside it that are shipped, with the same content. Same inputs, same bytes. Inputs are pinned in data/geo/inputs.json; newer ones can be given:
 *
 *   npm run geo:build -- --dbip 2026-12-01=dbip-country-lite-2026-12.mmdb --force
 *
 * `--dbip`, `--ipfire`, `--asn` and `--iptoasn` take DATE=FILE[,FILE] (.mmdb, .csv, IPFire's
 * location.db or Tor's text of it; .gz and .br are unpacked, .xz must be), `--out` another place, `--force` builds even when nothing changed.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { assembleMmdb } from '../lib/geo/mmdb-writer';
import { CATALOGUE } from '../lib/vendors/catalog';
import { readCountries, readNetworks } from './geo-formats';
import { INPUT_IDS, type Input, type InputId, type Replacement, readInput } from './geo-inputs';
import { mergeSources } from './geo-merge';
import { PART_SIZES, writeParts } from './geo-parts';
import {
  sampleOf,
  verifyEveryRange,
  verifyParts,
  verifyWithMmdbLib,
  verifyWithMmdblookup,
} from './geo-verify';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const { values: options } = parseArgs({
  options: {
    dbip: { type: 'string' },
    ipfire: { type: 'string' },
    asn: { type: 'string' },
    iptoasn: { type: 'string' },
    out: { type: 'string', default: join(ROOT, 'assets/geo/earshot.mmdb') },
    force: { type: 'boolean', default: false },
  },
});

const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** What turns the inputs into the database. */
const SOURCES =
  /^(data\/geo\/inputs\.json|lib\/address-words\.ts|lib\/geo\/(mmdb|network|part|range|seal).*|scripts\/(build-geo-database|geo-(countries|formats|inputs|libloc|merge|parts|registration|segments))\.ts)$/;

/** AS numbers of the networks that the catalogue knows: rooms run on them. */
const knownNetworks = CATALOGUE.networks.flatMap(({ asns }) => asns.map(({ asn }) => asn));

/** Changes when the inputs or anything that turns them into the database does. */
function inputHash(): string {
  const sources = ['data/geo', 'lib', 'lib/geo', 'scripts']
    .flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`))
    .filter((path) => SOURCES.test(path))
    .sort();
  const given = INPUT_IDS.map((id) => options[id] ?? '');
  return sha256(
    [
      ...given,
      ...knownNetworks,
      ...sources.map((path) => sha256(readFileSync(join(ROOT, path)))),
    ].join(),
  );
}

function replacementFor(id: InputId): Replacement | null {
  const given = options[id];
  if (given === undefined) return null;
  const match = /^(\d{4}-\d\d-\d\d)=(.+)$/.exec(given);
  if (!match) throw new Error(`--${id} takes DATE=FILE, with the data's date as 2026-12-01`);
  return { date: match[1] ?? '', paths: (match[2] ?? '').split(',') };
}

function build(inputs: Record<InputId, Input>): string[] {
  const merged = mergeSources({
    country: readCountries(inputs.dbip.files),
    witness: readCountries(inputs.ipfire.files),
    networks: readNetworks(inputs.asn.files),
    registered: readCountries(inputs.iptoasn.files),
  });
  const sources = INPUT_IDS.map((id) => {
    const { files, ...about } = inputs[id];
    return about;
  });
  const newest =
    sources
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? '';
  const bytes = assembleMmdb(merged.tree, merged.records, {
    databaseType: 'Earshot-Country-Network',
    description:
      'Country by two independent databases and announcing network. CC BY-SA 4.0; see "sources".',
    buildEpoch: Date.parse(`${newest}T00:00:00Z`) / 1000,
    extra: { sources },
  });
  const ranges = verifyEveryRange(bytes, merged);
  const read = verifyWithMmdbLib(bytes, sampleOf(merged, 20_000));
  const parts = writeParts(merged, sources, { ...PART_SIZES, first: new Set(knownNetworks) });
  const partRanges = verifyParts(parts, merged);
  const folder = dirname(options.out);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (name.endsWith('.part')) rmSync(join(folder, name));
  for (const [name, part] of parts) writeFileSync(join(folder, `${name}.part`), part);
  // Whoever reads the file meanwhile sees the old one or the new one, never half of one.
  writeFileSync(`${options.out}.new`, bytes);
  renameSync(`${options.out}.new`, options.out);
  const looked = verifyWithMmdblookup(options.out, sampleOf(merged, 60));
  return [
    `${ranges} ranges and ${merged.records.length} different records, all read back`,
    `${read} addresses read by mmdb-lib, ${looked ?? 'none (not installed)'} by mmdblookup`,
    sizes([bytes]),
    `sha256 ${sha256(bytes)}`,
    `the same in ${parts.size} parts: ${partRanges} ranges read back, ${sizes([...parts.values()])}`,
  ];
}

function sizes(files: readonly Uint8Array[]): string {
  const sum = (sizeOf: (file: Uint8Array) => number) =>
    (files.reduce((all, file) => all + sizeOf(file), 0) / 1e6).toFixed(2);
  return `${sum(({ length }) => length)} MB, ${sum((it) => deflateRawSync(it).length)} MB zipped`;
}

/** Of the whole database and the parts beside it; `''` when there is none. */
function outputHash(): string {
  if (!existsSync(options.out)) return '';
  const folder = dirname(options.out);
  const parts = readdirSync(folder).filter((name) => name.endsWith('.part'));
  const files = [options.out, ...parts.sort().map((name) => join(folder, name))];
  return sha256(files.map((file) => sha256(readFileSync(file))).join());
}

const stampPath = join(ROOT, '.cache/geo-build.json');
const stamp = inputHash();
const last = existsSync(stampPath) ? JSON.parse(readFileSync(stampPath, 'utf8')) : {};
const upToDate = last.inputs === stamp && last.output === outputHash();

if (upToDate && !options.force) {
  console.log(`${options.out} is up to date`);
} else {
  const started = Date.now();
  const inputs = Object.fromEntries(
    INPUT_IDS.map((id) => [id, readInput(ROOT, id, replacementFor(id))]),
  ) as Record<InputId, Input>;
  const report = build(inputs);
  mkdirSync(dirname(stampPath), { recursive: true });
  writeFileSync(stampPath, JSON.stringify({ inputs: stamp, output: outputHash() }));
  console.log(`built ${options.out} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  for (const line of report) console.log(`  ${line}`);
}
