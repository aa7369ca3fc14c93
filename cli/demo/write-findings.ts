import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Knowledge } from '../../lib/destination';
import { popupView } from '../../lib/report/popup-view';
import type { TabReport } from '../../lib/report/tab-report';
import { toAuditReport } from '../../lib/report/to-audit-report';
import type { BrowserPage, BrowserSession } from '../browsers/session';
import { english } from '../english';
import { findingsTable } from '../findings-table';
import { VERSION } from '../project';

/** Size of the popup in CSS pixels. */
const POPUP = { width: 380, height: 600 } as const;

/** Prints the findings, and leaves a picture of the popup and the report as JSON in `folder`. */
export async function writeFindings(
  session: BrowserSession,
  page: BrowserPage,
  report: TabReport,
  knowledge: Knowledge,
  folder: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const picture = join(folder, 'popup.png');
  const json = join(folder, 'report.json');
  const popup = await session.openPage(
    `${session.extensionOrigin}/popup.html?tab=${await page.tabId()}`,
  );
  await popup.screenshot(picture, POPUP);
  await popup.close();
  const audit = toAuditReport(report, knowledge, {
    url: await page.url(),
    endedAt: Date.now(),
    headline: popupView(report, knowledge, english).headline,
    earshot: VERSION,
    browser: { kind: session.kind, version: session.version },
  });
  writeFileSync(json, `${JSON.stringify(audit, null, 2)}\n`);
  process.stdout.write(`\n${findingsTable(report)}\nWritten: ${picture}, ${json}\n`);
}
