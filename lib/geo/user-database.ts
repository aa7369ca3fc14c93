import { checkMmdb } from './mmdb-check';
import { MmdbError } from './mmdb-error';
import { type Mmdb, openMmdb } from './mmdb-reader';

/** A database the user gave us, checked from end to end. */
export interface UserDatabase {
  /** File name without `.mmdb`, as shown beside its answers. */
  readonly name: string;
  /** ISO date of its build, `''` when the file doesn't say. */
  readonly date: string;
  readonly mmdb: Mmdb;
}

export type OpenedDatabase =
  | { readonly ok: true; readonly database: UserDatabase }
  | { readonly ok: false; readonly reason: string };

/**
 * The largest file taken. The whole of it is kept in the extension's memory; country and network
 * databases of every maker are below 150 MB, only city databases with full names go beyond.
 */
export const LARGEST_DATABASE = 256 * 1024 * 1024;

/**
 * The door for foreign databases: checks size, metadata, every branch of the tree and a large
 * sample of the records before anything is replaced.
 */
export function openUserDatabase(bytes: Uint8Array, name: string): OpenedDatabase {
  if (bytes.length > LARGEST_DATABASE) {
    return { ok: false, reason: `larger than ${LARGEST_DATABASE / 1024 / 1024} MB` };
  }
  try {
    const mmdb = openMmdb(bytes);
    checkMmdb(mmdb);
    const { buildEpoch } = mmdb.metadata;
    const known = buildEpoch > 0 && buildEpoch < 2 ** 33;
    return {
      ok: true,
      database: {
        name: name.replace(/\.mmdb$/i, ''),
        date: known ? new Date(buildEpoch * 1000).toISOString().slice(0, 10) : '',
        mmdb,
      },
    };
  } catch (error) {
    if (error instanceof MmdbError) return { ok: false, reason: error.message };
    throw error;
  }
}
