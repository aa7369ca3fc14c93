import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { shippedPackages } from './shipped-packages';

/**
 * What goes out with a release, in `.output`: a zip for each browser, the sources for Firefox's
 * reviewers, a list of SHA-256 sums, and a bill of materials (CycloneDX) of what ships.
 *
 * A zip holds the time at which it was made, so two of them differ; the files in it don't. The list
 * therefore has a line for each packed file too: whoever builds from the sources can compare.
 */
const OUTPUT = '.output';
const BUILDS = ['chrome-mv3', 'firefox-mv3'];

function run(program: string, args: readonly string[]): string {
  const shell = process.platform === 'win32';
  return execFileSync(program, [...args], { encoding: 'utf8', shell, maxBuffer: 2 ** 26 });
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** As `sha256sum --check` reads it. */
function sumLine(path: string): string {
  const sum = createHash('sha256').update(readFileSync(path)).digest('hex');
  return `${sum}  ${relative(OUTPUT, path).replaceAll('\\', '/')}`;
}

interface Bill {
  readonly components: readonly { readonly name: string; readonly 'bom-ref': string }[];
  readonly dependencies: readonly {
    readonly ref: string;
    readonly dependsOn?: readonly string[];
  }[];
}

/** With `--omit dev` npm leaves out what ships, too, where a tool needs it as well. */
function billOfMaterials(): object {
  const bill: Bill = JSON.parse(run('npm', ['sbom', '--sbom-format', 'cyclonedx']));
  const names = new Set(shippedPackages());
  const components = bill.components.filter(({ name }) => names.has(name));
  if (components.length !== names.size) throw new Error('A package that ships is in no bill.');
  const refs = new Set(components.map((each) => each['bom-ref']));
  const root = bill.dependencies[0];
  const dependencies = bill.dependencies
    .filter((each) => each === root || refs.has(each.ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((it) => refs.has(it)) }));
  return { ...bill, components, dependencies };
}

run('npm', ['run', '--silent', 'build']);
run('npx', ['wxt', 'zip']);
run('npx', ['wxt', 'zip', '-b', 'firefox']);
const zips = readdirSync(OUTPUT).filter((name) => name.endsWith('.zip'));
const files = [
  ...zips.map((name) => join(OUTPUT, name)),
  ...BUILDS.flatMap((build) => filesIn(join(OUTPUT, build))),
].sort();
writeFileSync(join(OUTPUT, 'SHA256SUMS'), `${files.map(sumLine).join('\n')}\n`);
writeFileSync(join(OUTPUT, 'sbom.cdx.json'), `${JSON.stringify(billOfMaterials(), null, 2)}\n`);
process.stdout.write(`${zips.join('\n')}\n${files.length} sums in ${OUTPUT}/SHA256SUMS\n`);
