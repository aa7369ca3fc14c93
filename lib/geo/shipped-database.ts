import type { AddressWords, Family } from '../address-words';
import { createBoundedCache } from './bounded-cache';
import { decodeValue } from './mmdb-decoder';
import { MmdbError } from './mmdb-error';
import { findRecord, type Mmdb, openMmdb } from './mmdb-reader';
import { asMap, type MmdbMap } from './mmdb-value';
import { parseShippedRecord, type ShippedRecord } from './shipped-record';

/** Where the shipped data came from; the credits its licences ask for. */
export interface DataSource {
  readonly id: string;
  readonly name: string;
  /** ISO date of the data. */
  readonly date: string;
  readonly licence: string;
  readonly licenceUrl: string;
  /** `''` where none is asked for. */
  readonly attribution: string;
  readonly url: string;
}

export interface ShippedDatabase {
  readonly sources: readonly DataSource[];
  /** An empty record where the database knows nothing; `null` where the file is damaged. */
  readonly recordOf: (words: AddressWords, family: Family) => ShippedRecord | null;
}

export type OpenedShipped =
  | { readonly database: ShippedDatabase; readonly fault: null }
  | { readonly database: null; readonly fault: string };

/** Half of the records kept decoded, of about 170,000 different ones: some 6 MB at most. */
const MOST_RECORDS = 8192;

/** Opens the database that comes with the extension. Never throws: the fault is in the result. */
export function openShippedDatabase(bytes: Uint8Array | null): OpenedShipped {
  if (bytes === null) return { database: null, fault: 'the location database is missing' };
  try {
    const mmdb = openMmdb(bytes);
    return { database: { sources: readSources(mmdb), recordOf: recordReader(mmdb) }, fault: null };
  } catch (error) {
    if (!(error instanceof MmdbError)) throw error;
    return { database: null, fault: `the location database is damaged: ${error.message}` };
  }
}

function recordReader(mmdb: Mmdb): ShippedDatabase['recordOf'] {
  const recordAt = createBoundedCache(MOST_RECORDS, (offset: number) =>
    parseShippedRecord(offset < 0 ? null : decodeValue(mmdb.data, offset)),
  );
  return (words, family) => {
    try {
      return recordAt(findRecord(mmdb, words, family));
    } catch (error) {
      if (error instanceof MmdbError) return null;
      throw error;
    }
  };
}

function readSources(mmdb: Mmdb): DataSource[] {
  const sources = mmdb.metadata.all.get('sources');
  if (!Array.isArray(sources)) return [];
  return sources.flatMap((source) => {
    const about = asMap(source);
    return about === null ? [] : [sourceIn(about)];
  });
}

function sourceIn(about: MmdbMap): DataSource {
  const text = (key: string): string => {
    const value = about.get(key);
    return typeof value === 'string' ? value : '';
  };
  return {
    id: text('id'),
    name: text('name'),
    date: text('date'),
    licence: text('licence'),
    licenceUrl: text('licenceUrl'),
    attribution: text('attribution'),
    url: text('url'),
  };
}
