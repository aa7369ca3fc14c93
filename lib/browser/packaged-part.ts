import type { PARTS_INDEX, PartName } from '../geo/parted-database';
import { readPackaged } from './packaged-file';
import { reportError } from './report-error';

/** @returns a file of the packaged country data, `null` for one that can't be read. */
export function readPart(name: PartName | typeof PARTS_INDEX): Promise<Uint8Array | null> {
  return readPackaged(`geo/${name}.part`).catch((error) => {
    reportError(error);
    return null;
  });
}
