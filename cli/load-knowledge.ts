import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Knowledge } from '../lib/destination';
import { createLocator } from '../lib/geo/locator';
import { openUserDatabase } from '../lib/geo/user-database';
import { createKnowledge } from '../lib/knowledge';
import { Failure } from './failure';
import { PROJECT } from './project';

/** The same catalogue and databases as the extension's, read from the checkout. */
export function loadKnowledge(ownDatabases: readonly string[]): Knowledge {
  const shipped = new Uint8Array(readFileSync(join(PROJECT, 'assets/geo/earshot.mmdb')));
  const user = ownDatabases.map((file) => {
    const opened = openUserDatabase(new Uint8Array(readFileSync(file)), basename(file));
    if (!opened.ok) throw new Failure(`--database ${file}: ${opened.reason}`);
    return opened.database;
  });
  return createKnowledge(createLocator({ shipped, user }));
}
