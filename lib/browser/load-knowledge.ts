import type { Knowledge } from '../destination';
import { createLocator } from '../geo/locator';
import { openUserDatabase, type UserDatabase } from '../geo/user-database';
import { createKnowledge } from '../knowledge';
import { type OwnDatabase, readOwnDatabases } from './own-databases';
import { readPackaged, SHIPPED_DATABASE } from './packaged-file';
import { reportError } from './report-error';

/**
 * Reads the packaged database and the user's own. One that can't be read doesn't stop the others:
 * what it would have said is then unknown, with that reason.
 */
export async function loadKnowledge(): Promise<Knowledge> {
  const [shipped, stored] = await Promise.all([
    readPackaged(SHIPPED_DATABASE).catch(unreadable),
    readOwnDatabases().catch((error) => unreadable(error) ?? []),
  ]);
  return createKnowledge(createLocator({ shipped, user: stored.flatMap(openOwn) }));
}

function openOwn({ name, bytes }: OwnDatabase): readonly UserDatabase[] {
  const opened = openUserDatabase(bytes, name);
  if (opened.ok) return [opened.database];
  reportError(new Error(`${name}: ${opened.reason}`));
  return [];
}

function unreadable(error: unknown): null {
  reportError(error);
  return null;
}
