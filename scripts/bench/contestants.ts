import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { grantAtInstall } from '../../cli/granted-build';
import { PROJECT } from '../../cli/project';
import { temporaryFolder } from '../../cli/temporary-folder';

/** What a browser is measured with. */
export interface Contestant {
  readonly name: string;
  /** Folder of the unpacked extension, `null` for none. */
  readonly extension: string | null;
  /** It is Earshot, and the page is a site its user watches. */
  readonly watches: boolean;
}

const BUILD = join(PROJECT, '.output/chrome-mv3');

export const NOTHING: Contestant = { name: 'no extension', extension: null, watches: false };

/**
 * An extension that may listen to every request and doesn't. Chromium passes every request through
 * its browser process as soon as one extension may: nobody who watches requests can cost less.
 */
export function noListener(): Contestant {
  return listener('an extension that may listen and doesn’t', '');
}

/** An extension whose one listener does nothing: what it costs to be told at all. */
export function emptyListener(): Contestant {
  return listener(
    'an extension with one empty listener',
    "chrome.webRequest.onResponseStarted.addListener(() => {}, { urls: ['<all_urls>'] });\n",
  );
}

function listener(name: string, background: string): Contestant {
  const folder = temporaryFolder('bench-listener');
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({
      manifest_version: 3,
      name,
      version: '1',
      permissions: ['webRequest'],
      host_permissions: ['<all_urls>'],
      background: { service_worker: 'background.js' },
    }),
  );
  writeFileSync(join(folder, 'background.js'), background);
  return { name, extension: folder, watches: false };
}

export function watching(): Contestant {
  return { name: 'Earshot, watched site', extension: granted(), watches: true };
}

export function unwatchedWithFullCoverage(): Contestant {
  return {
    name: 'Earshot, site not watched, all sites granted',
    extension: granted(),
    watches: false,
  };
}

export function unwatchedAsShipped(): Contestant {
  return { name: 'Earshot as installed, site not watched', extension: BUILD, watches: false };
}

/** The mistake the bench must be able to see: what changes is written with each event, at once. */
export function slowed(): Contestant {
  const extension = granted();
  const path = join(extension, 'background.js');
  const script = readFileSync(path, 'utf8');
  const slow = script.replace(/\bCOUNTERS_INTERVAL = \w+;/, 'COUNTERS_INTERVAL = 0;');
  if (slow === script) throw new Error('The background script has no COUNTERS_INTERVAL.');
  writeFileSync(path, slow);
  return {
    name: 'Earshot slowed on purpose: every event is written at once',
    extension,
    watches: true,
  };
}

export function against(folder: string): Contestant {
  return { name: basename(folder), extension: folder, watches: false };
}

function granted(): string {
  return grantAtInstall(BUILD, ['<all_urls>'], temporaryFolder('bench-granted'));
}
