import { openParts, PARTS_INDEX } from '../geo/parted-database';
import type { DataSource } from '../geo/shipped-database';
import { readPart } from './packaged-part';

/** The shipped data's sources, with their dates and credits; `[]` when they can't be read. */
export async function readDataSources(): Promise<readonly DataSource[]> {
  return openParts(await readPart(PARTS_INDEX)).database?.sources ?? [];
}
