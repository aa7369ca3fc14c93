import type { Knowledge } from '../destination';
import { createLocatorOver } from '../geo/locator';
import { openUserDatabase, type UserDatabase } from '../geo/user-database';
import { createKnowledge } from '../knowledge';
import { type OwnDatabase, readOwnDatabases } from './own-databases';
import { PackagedParts } from './packaged-parts';
import { reportError } from './report-error';

/** What is known, and how what more it takes to locate some addresses is read. */
export interface LoadedKnowledge extends Pick<PackagedParts, 'prepare'> {
  readonly knowledge: Knowledge;
}

/** Read once: the package doesn't change while the background lives. */
let packaged: Promise<PackagedParts> | null = null;

/**
 * Opens the packaged database and the user's own. One that can't be read doesn't stop the others:
 * what it would have said is then unknown, with that reason.
 * @param index of the packaged database, where it is being read already.
 */
export async function loadKnowledge(index?: Promise<Uint8Array | null>): Promise<LoadedKnowledge> {
  packaged ??= PackagedParts.open(index);
  const [parts, stored] = await Promise.all([packaged, readOwnDatabases().catch(unreadable)]);
  const knowledge = createKnowledge(createLocatorOver(parts.opened, stored.flatMap(openOwn)));
  return { knowledge, prepare: (addresses) => parts.prepare(addresses) };
}

function openOwn({ name, bytes }: OwnDatabase): readonly UserDatabase[] {
  const opened = openUserDatabase(bytes, name);
  if (opened.ok) return [opened.database];
  reportError(new Error(`${name}: ${opened.reason}`));
  return [];
}

function unreadable(error: unknown): readonly OwnDatabase[] {
  reportError(error);
  return [];
}
