import { decodeCounted } from './mmdb-decoder';
import { MmdbError } from './mmdb-error';
import { type Mmdb, readNode, recordOffset } from './mmdb-reader';

/** Records decoded in one check: enough to meet every shape a database has. */
const SAMPLE = 5000;

/** What reading the sample may cost: several times as much as GeoIP2 Enterprise's takes. */
const MOST_COST = 2_000_000;

/**
 * Goes through the whole tree of a foreign database: every branch leads to a node or into the
 * data section, and the records decode (at most a sample of them, evenly spread).
 * @throws MmdbError at the first fault.
 */
export function checkMmdb(db: Mmdb): void {
  const { nodeCount } = db.metadata;
  const every = Math.max(1, Math.floor((nodeCount * 2) / SAMPLE));
  let previous = -1;
  let cost = 0;
  for (let node = 0; node < nodeCount; node += 1) {
    for (const side of [0, 1] as const) {
      const record = readNode(db, node, side);
      if (record < nodeCount) {
        if (record === 0) throw new MmdbError('search tree runs in a circle');
        continue;
      }
      const offset = recordOffset(db, record);
      if (offset < 0 || offset === previous) continue;
      if ((node * 2 + side) % every !== 0) continue;
      cost += decodeCounted(db.data, offset).cost;
      if (cost > MOST_COST) throw new MmdbError('records larger than any real database has');
      previous = offset;
    }
  }
}
