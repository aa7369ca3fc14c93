import { browser } from 'wxt/browser';
import type { Coverage } from '../report/tab-report';
import { reportError } from './report-error';

/** What `optional_host_permissions` offers and one click grants. */
export const ALL_SITES = { origins: ['<all_urls>'] };

export async function readCoverage(): Promise<Coverage> {
  return coverageWith(await browser.permissions.contains(ALL_SITES));
}

export function coverageWith(seesAllSites: boolean): Coverage {
  return seesAllSites ? 'full' : 'partial';
}

/** What may be seen of one page, given by its origin: `none` once the access to it is taken back. */
export async function readCoverageOf(page: string): Promise<Coverage> {
  const { protocol, hostname } = new URL(page);
  const [coverage, isAllowed] = await Promise.all([
    readCoverage(),
    browser.permissions.contains({ origins: [`${protocol}//${hostname}/*`] }),
  ]);
  return coverage === 'partial' && !isAllowed ? 'none' : coverage;
}

/** Users can grant and revoke at any time, also from the browser's own pages. */
export function onCoverageChanged(listener: (coverage: Coverage) => void): void {
  const read = () => void readCoverage().then(listener, reportError);
  browser.permissions.onAdded.addListener(read);
  browser.permissions.onRemoved.addListener(read);
}
