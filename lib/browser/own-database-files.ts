import type { MmdbMetadata } from '../geo/mmdb-metadata';
import { openMmdb } from '../geo/mmdb-reader';
import { LARGEST_DATABASE, openUserDatabase } from '../geo/user-database';
import { readOwnDatabases, saveOwnDatabase } from './own-databases';
import { reportError } from './report-error';

/** One of the user's own databases, as the options page lists it. */
export interface OwnDatabaseFile {
  readonly name: string;
  /** The maker's name for its kind, `''` when the file doesn't say. */
  readonly kind: string;
  /** ISO date, `''` when the file doesn't say. */
  readonly date: string;
}

export async function listOwnDatabases(): Promise<readonly OwnDatabaseFile[]> {
  return (await readOwnDatabases()).map(({ name, bytes }) => describe(name, bytes));
}

/**
 * Takes a file in once it has been checked from end to end.
 * @returns why it was refused, in technical English, or `null` once it is stored.
 */
export async function addOwnDatabase(file: File): Promise<string | null> {
  // Before it is read: a file may be larger than memory.
  if (file.size > LARGEST_DATABASE) return `larger than ${LARGEST_DATABASE / 1024 / 1024} MB`;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const opened = openUserDatabase(bytes, file.name);
  if (!opened.ok) return opened.reason;
  await saveOwnDatabase(file.name, bytes);
  return null;
}

/**
 * What is stored was checked when it came in; only its metadata is read here. One that has been
 * damaged since is listed all the same, so that it can be removed.
 */
function describe(name: string, bytes: Uint8Array): OwnDatabaseFile {
  const metadata = metadataOf(bytes);
  if (metadata === null) return { name, kind: '', date: '' };
  const { databaseType, buildEpoch } = metadata;
  const isDated = buildEpoch > 0 && buildEpoch < 2 ** 33;
  const date = isDated ? new Date(buildEpoch * 1000).toISOString().slice(0, 10) : '';
  return { name, kind: databaseType, date };
}

function metadataOf(bytes: Uint8Array): MmdbMetadata | null {
  try {
    return openMmdb(bytes).metadata;
  } catch (error) {
    reportError(error);
    return null;
  }
}
