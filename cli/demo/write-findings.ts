import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Knowledge } from '../../lib/destination';
import type { TabReport } from '../../lib/report/tab-report';
import type { BrowserPage, BrowserSession } from '../browsers/session';
import { findingsTable } from '../findings-table';
import { auditReportOf, takePopupPicture } from '../popup-evidence';

/** Prints the findings, and leaves pictures of the popup and the report as JSON in `folder`. */
export async function writeFindings(
  session: BrowserSession,
  page: BrowserPage,
  report: TabReport,
  knowledge: Knowledge,
  folder: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const [light, dark] = [join(folder, 'popup.png'), join(folder, 'popup-dark.png')];
  const json = join(folder, 'report.json');
  await takePopupPicture(session, page, light, { colorScheme: 'light' });
  await takePopupPicture(session, page, dark, { colorScheme: 'dark' });
  const audit = auditReportOf(session, await page.url(), report, knowledge, null);
  writeFileSync(json, `${JSON.stringify(audit, null, 2)}\n`);
  process.stdout.write(`\n${findingsTable(report, null)}\nWritten: ${light}, ${dark}, ${json}\n`);
}
