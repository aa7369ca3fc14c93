import type { IpAddress } from '../address';
import { missingParts } from '../geo/locator';
import { type OpenedParts, openParts, PARTS_INDEX, type PartName } from '../geo/parted-database';
import { readPart } from './packaged-part';
import { reportError } from './report-error';

/**
 * The packaged country data, each part of it read when an address in it is first asked for, and
 * then kept. A part that can't be read isn't asked for again.
 */
export class PackagedParts {
  readonly opened: OpenedParts;
  readonly #reading = new Map<PartName, Promise<void>>();

  private constructor(opened: OpenedParts) {
    this.opened = opened;
  }

  /** Never rejects: what is wrong with the database is in {@link opened}. */
  static async open(index = readPart(PARTS_INDEX)): Promise<PackagedParts> {
    return new PackagedParts(openParts(await index));
  }

  /** Reads what locating the addresses takes; `null` when it is all there. Never rejects. */
  prepare(addresses: Iterable<IpAddress>): Promise<unknown> | null {
    const { database } = this.opened;
    if (database === null) return null;
    const missing = new Set<PartName>();
    for (const address of addresses) {
      for (const part of missingParts(database, address)) missing.add(part);
    }
    if (missing.size === 0) return null;
    const reading = Promise.all([...missing].map((name) => this.#read(name)));
    // The ranges name a network whose part may be missing too.
    return reading.then(() => this.prepare(addresses));
  }

  #read(name: PartName): Promise<void> {
    const begun = this.#reading.get(name);
    if (begun !== undefined) return begun;
    const reading = readPart(name).then((file) => {
      const fault = this.opened.database?.add(name, file) ?? null;
      if (fault !== null) reportError(new Error(fault));
      this.#reading.delete(name);
    });
    this.#reading.set(name, reading);
    return reading;
  }
}
