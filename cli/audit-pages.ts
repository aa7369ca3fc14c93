import { setTimeout as sleep } from 'node:timers/promises';
import type { Knowledge } from '../lib/destination';
import type { AuditReport } from '../lib/report/audit-report';
import { requestPatternsOf } from '../lib/site-patterns';
import type { AuditOptions } from './audit-options';
import { launchBrowser } from './browsers/launch';
import type { BrowserSession } from './browsers/session';
import { ensureBuild } from './build';
import { addOwnDatabases, readTabReport, watchSites } from './extension-door';
import { Failure } from './failure';
import { findingsTable } from './findings-table';
import { grantAtInstall } from './granted-build';
import { auditReportOf, takePopupPicture } from './popup-evidence';

/** What came of the pages: one that can't be opened doesn't take the others' reports with it. */
export interface Audited {
  readonly reports: readonly AuditReport[];
  /** A sentence for each page that couldn't be watched. */
  readonly failures: readonly string[];
}

/** Watches each page in turn in one browser, printing what was found as it goes. */
export async function auditPages(options: AuditOptions, knowledge: Knowledge): Promise<Audited> {
  const session = await open(options);
  let audited: Audited;
  try {
    audited = await auditAll(session, options, knowledge);
  } catch (error) {
    await session.close();
    throw error;
  }
  const { ownRequests } = await session.close();
  // Quiet is a promise: a run in which it was broken is not evidence.
  if (ownRequests.length > 0) {
    throw new Failure(`The extension made requests of its own: ${JSON.stringify(ownRequests)}`);
  }
  return audited;
}

async function auditAll(
  session: BrowserSession,
  options: AuditOptions,
  knowledge: Knowledge,
): Promise<Audited> {
  await addOwnDatabases(session, options.databases);
  await watchSites(session, options.urls, options.here);
  const reports: AuditReport[] = [];
  const failures: string[] = [];
  for (const url of options.urls) {
    try {
      reports.push(await auditPage(session, url, options, knowledge));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failures.push(error.message);
    }
  }
  return { reports, failures };
}

async function open(options: AuditOptions): Promise<BrowserSession> {
  const granted =
    options.coverage === 'full'
      ? ['<all_urls>']
      : options.urls.flatMap(({ origin }) => requestPatternsOf(origin));
  try {
    return await launchBrowser({
      kind: options.browser,
      extension: grantAtInstall(ensureBuild(options.browser), granted),
      fakeMicrophone: true,
      args: options.browserArgs,
    });
  } catch (error) {
    throw new Failure((error as Error).message);
  }
}

async function auditPage(
  session: BrowserSession,
  url: URL,
  options: AuditOptions,
  knowledge: Knowledge,
): Promise<AuditReport> {
  const page = await session.openPage();
  try {
    await page.goto(url.href);
  } catch (error) {
    throw new Failure((error as Error).message);
  }
  await sleep(options.seconds * 1000);
  const report = await readTabReport(session, page);
  if (report === null) {
    throw new Failure(`${url.href} was opened, but the extension kept nothing of it.`);
  }
  process.stdout.write(`${url.href}\n\n${findingsTable(report, options.here)}\n`);
  if (options.screenshot !== null) {
    await takePopupPicture(session, page, pictureName(options, url));
  }
  await page.close();
  return auditReportOf(session, url.href, report, knowledge, options.here);
}

/** Pictures of several pages are told apart by their number. */
function pictureName({ screenshot, urls }: AuditOptions, url: URL): string {
  const name = screenshot ?? '';
  if (urls.length === 1) return name;
  return name.replace(/(\.png)?$/i, `-${urls.indexOf(url) + 1}.png`);
}
