import { join, resolve } from 'node:path';
import type { BrowserKind } from '../../../cli/browsers/find-browser';
import { findBrowser } from '../../../cli/browsers/find-browser';
import { launchBrowser } from '../../../cli/browsers/launch';
import type { BrowserPage, BrowserSession } from '../../../cli/browsers/session';
import { until } from '../../../cli/browsers/until';
import { readTabReport, watchSites } from '../../../cli/extension-door';
import type { TabReport } from '../../../lib/report/tab-report';

/** Both engines, or those that are here. */
export const BROWSERS: readonly BrowserKind[] = ['chromium', 'firefox'];

export function isMissing(kind: BrowserKind): boolean {
  return findBrowser(kind) === null;
}

const FOLDERS: Readonly<Record<BrowserKind, string>> = {
  chromium: 'chrome-mv3',
  firefox: 'firefox-mv3',
};

/** The build that is shipped, or its copy with all sites granted (`npm run build:full`). */
export function buildOf(kind: BrowserKind, which: 'shipped' | 'full'): string {
  return join('.output', `${FOLDERS[kind]}${which === 'full' ? '-full' : ''}`);
}

/** A browser with the extension that watches `url`, and a tab on it. */
export async function openWatched(
  kind: BrowserKind,
  url: string,
  build: string = buildOf(kind, 'full'),
): Promise<{ readonly session: BrowserSession; readonly page: BrowserPage }> {
  const session = await launchBrowser({
    kind,
    extension: resolve(build),
  });
  await watchSites(session, [new URL(url)]);
  const page = await session.openPage(url);
  return { session, page };
}

/** Waits until the extension's stored report is as wanted. */
export function reportWhere(
  session: BrowserSession,
  page: BrowserPage,
  what: string,
  isWanted: (report: TabReport) => boolean,
): Promise<TabReport> {
  return until(
    what,
    async () => {
      const report = await readTabReport(session, page);
      return report !== null && isWanted(report) ? report : null;
    },
    { seconds: 20 },
  );
}

/** Hosts of a report, names before addresses. */
export function hostsOf({ destinations }: TabReport): readonly (string | null)[] {
  return destinations.map(({ endpoint }) => endpoint.hostname ?? endpoint.address);
}
