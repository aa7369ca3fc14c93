import { browser } from 'wxt/browser';
import { PARTS_INDEX } from '../geo/parted-database';
import { ALL_SITES } from './coverage';
import { readPart } from './packaged-part';
import type { OpenTab } from './tab-ledger';

/** What every life of the background begins with, on its way. */
export interface FirstReading {
  readonly local: Promise<Readonly<Record<string, unknown>>>;
  readonly session: Promise<Readonly<Record<string, unknown>>>;
  readonly tabs: Promise<readonly OpenTab[]>;
  readonly seesAllSites: Promise<boolean>;
  /** Of the packaged country data: read ahead, and opened only once a watched page asks for it. */
  readonly partsIndex: Promise<Uint8Array | null>;
}

/** Asks the browser for all of it at once. */
export function beginReading(): FirstReading {
  return {
    local: asked(() => browser.storage.local.get(null)),
    session: asked(() => browser.storage.session.get(null)),
    tabs: asked(() => browser.tabs.query({})),
    seesAllSites: asked(() => browser.permissions.contains(ALL_SITES)),
    partsIndex: asked(() => readPart(PARTS_INDEX)),
  };
}

/** A refusal waits for whoever asks for the answer: until then browsers would call it unhandled. */
function asked<T>(ask: () => Promise<T>): Promise<T> {
  const answer = (async () => ask())();
  answer.catch(() => {});
  return answer;
}
