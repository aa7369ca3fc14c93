import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** A file of the page as it is served. */
export interface PageFile {
  readonly type: string;
  readonly body: Uint8Array;
}

const FOLDER = fileURLToPath(new URL('./page/', import.meta.url));

/** Builds the page's script, the Agora SDK from npm in it, and reads what goes along. */
export async function bundleRoomPage(): Promise<ReadonlyMap<string, PageFile>> {
  const [script] = (
    await build({
      entryPoints: [`${FOLDER}room.ts`],
      bundle: true,
      format: 'esm',
      minify: true,
      write: false,
      target: 'es2022',
      define: { global: 'globalThis' },
      logLevel: 'silent',
    })
  ).outputFiles;
  if (script === undefined) throw new Error('The page has no script.');
  return new Map<string, PageFile>([
    ['/', { type: 'text/html; charset=utf-8', body: readFileSync(`${FOLDER}room.html`) }],
    ['/room.css', { type: 'text/css', body: readFileSync(`${FOLDER}room.css`) }],
    ['/room.js', { type: 'text/javascript', body: script.contents }],
  ]);
}
