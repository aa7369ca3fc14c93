// @ts-check
/**
 * What `npm start`, `npm test` and the other commands begin with, in plain JavaScript because
 * nothing may be installed yet: installs the dependencies when they're missing or older than the
 * lockfile, then runs the TypeScript file named first with the arguments that follow.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const OLDEST_NODE = [20, 19];
const project = fileURLToPath(new URL('..', import.meta.url));
const loader = join(project, 'node_modules', 'tsx', 'dist', 'loader.mjs');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  console.error(
    `Earshot needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.version}.`,
  );
  console.error('Get the current LTS release from https://nodejs.org and run the command again.');
  process.exit(2);
}

if (!isInstalled()) {
  console.error('Installing the dependencies (once)…');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: project,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('The dependencies could not be installed: see the lines above.');
    process.exit(2);
  }
}

const { status } = spawnSync(
  process.execPath,
  [
    '--import',
    pathToFileURL(loader).href,
    join(project, process.argv[2] ?? ''),
    ...process.argv.slice(3),
  ],
  { stdio: 'inherit' },
);
process.exit(status ?? 2);

function isInstalled() {
  const installed = join(project, 'node_modules', '.package-lock.json');
  const wanted = join(project, 'package-lock.json');
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs - 1000;
}
