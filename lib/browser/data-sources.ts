import { type DataSource, openShippedDatabase } from '../geo/shipped-database';
import { readPackaged, SHIPPED_DATABASE } from './packaged-file';

/** The shipped data's sources, with their dates and credits; `[]` when the file can't be read. */
export async function readDataSources(): Promise<readonly DataSource[]> {
  const bytes = await readPackaged(SHIPPED_DATABASE).catch(() => null);
  return openShippedDatabase(bytes).database?.sources ?? [];
}
