import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface Fixture {
  readonly type: string;
  readonly body: Uint8Array;
}

const FOLDER = fileURLToPath(new URL('../fixtures/', import.meta.url));

/** Every page and script below `fixtures/`, scripts bundled, by the path it is served at. */
export async function bundleFixtures(): Promise<ReadonlyMap<string, Fixture>> {
  const names = readdirSync(FOLDER);
  const pages = names
    .filter((name) => name.endsWith('.html'))
    .map((name) => [`/${name}`, { type: 'text/html', body: readFileSync(FOLDER + name) }] as const);
  const { outputFiles } = await build({
    entryPoints: names.filter((name) => name.endsWith('.ts')).map((name) => FOLDER + name),
    outdir: '/',
    bundle: true,
    write: false,
    target: 'es2022',
    define: { global: 'globalThis' },
    logLevel: 'silent',
  });
  const scripts = outputFiles.map(
    ({ path, contents }) => [path, { type: 'text/javascript', body: contents }] as const,
  );
  return new Map<string, Fixture>([...pages, ...scripts]);
}
