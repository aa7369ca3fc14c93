import { clear, createStore, del, get, keys, set, type UseStore } from 'idb-keyval';
import { browser } from 'wxt/browser';
import { onLocalChanged } from './local-changes';

/**
 * The user's own address databases: bytes in IndexedDB, which holds files of any size, and a
 * stamp in `storage.local`, whose change tells every other context.
 */
const STAMP = 'own-databases-changed';

let store: UseStore | null = null;

/** Made when first needed: each one made opens the database anew. */
function files(): UseStore {
  store ??= createStore('own-databases', 'files');
  return store;
}

export interface OwnDatabase {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The file must have been validated: see `lib/geo`. Replaces one of the same name. */
export async function saveOwnDatabase(name: string, bytes: Uint8Array): Promise<void> {
  await set(name, bytes, files());
  await stamp();
}

/** @returns how to put it back, which is lost with the page that removed it. */
export async function removeOwnDatabase(name: string): Promise<() => Promise<void>> {
  const bytes = await get<Uint8Array>(name, files());
  await del(name, files());
  await stamp();
  return async () => {
    if (bytes !== undefined) await saveOwnDatabase(name, bytes);
  };
}

export async function clearOwnDatabases(): Promise<void> {
  await clear(files());
  await stamp();
}

/** Whoever never gave one has no stamp: opening IndexedDB to find nothing takes as long as judging. */
export async function readOwnDatabases(): Promise<readonly OwnDatabase[]> {
  const { [STAMP]: changed } = await browser.storage.local.get(STAMP);
  if (changed === undefined) return [];
  const names = (await keys<string>(files())).sort();
  const all = await Promise.all(
    names.map(async (name) => ({ name, bytes: await get<Uint8Array>(name, files()) })),
  );
  return all.flatMap(({ name, bytes }) => (bytes === undefined ? [] : [{ name, bytes }]));
}

async function stamp(): Promise<void> {
  await browser.storage.local.set({ [STAMP]: Date.now() });
}

export function onOwnDatabasesChanged(listener: () => void): void {
  onLocalChanged(STAMP, listener);
}
