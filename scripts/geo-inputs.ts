import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import pins from '../data/geo/inputs.json' with { type: 'json' };

export type InputId = keyof typeof pins;
export const INPUT_IDS = Object.keys(pins) as InputId[];

/** One source with its bytes: as pinned, or as given on the command line. */
export interface Input {
  readonly id: InputId;
  readonly name: string;
  /** ISO date of the data. */
  readonly date: string;
  readonly licence: string;
  readonly licenceUrl: string;
  readonly attribution: string;
  readonly url: string;
  readonly files: readonly Uint8Array[];
}

/** Newer files for a source, with the date of their data. */
export interface Replacement {
  readonly date: string;
  readonly paths: readonly string[];
}

/**
 * Reads a source's files and, for pinned ones, refuses bytes other than those the pin names.
 * @throws Error saying which file is missing or differs.
 */
export function readInput(root: string, id: InputId, replacement: Replacement | null): Input {
  const { files, from, ...about } = pins[id];
  if (replacement !== null) {
    return { id, ...about, date: replacement.date, files: replacement.paths.map(readPacked) };
  }
  const contents = files.map(({ path, sha256 }) => {
    const full = join(root, path);
    if (!existsSync(full)) throw new Error(`${path} is missing; it comes from ${from}`);
    const bytes = readPacked(full);
    const found = createHash('sha256').update(bytes).digest('hex');
    if (found !== sha256) throw new Error(`${path} is not the pinned file: its hash is ${found}`);
    return bytes;
  });
  return { id, ...about, files: contents };
}

/** Hashes in the pins are of the unpacked content, so that they can be checked against the origin. */
function readPacked(path: string): Uint8Array {
  const bytes = readFileSync(path);
  if (path.endsWith('.br')) return brotliDecompressSync(bytes);
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}
