import type { CountryCode } from '../lib/country';
import type { Knowledge } from '../lib/destination';
import type { AuditReport } from '../lib/report/audit-report';
import { popupView } from '../lib/report/popup-view';
import type { TabReport } from '../lib/report/tab-report';
import { toAuditReport } from '../lib/report/to-audit-report';
import type { BrowserPage, BrowserSession, ScreenshotOptions } from './browsers/session';
import { english } from './english';
import { VERSION } from './project';

/** Size of the popup in CSS pixels. */
const POPUP = { width: 380, height: 600 } as const;

/** Takes a picture of the popup as it stands for a page's tab. */
export async function takePopupPicture(
  session: BrowserSession,
  page: BrowserPage,
  path: string,
  options: ScreenshotOptions = {},
): Promise<void> {
  const popup = await session.openPage(
    `${session.extensionOrigin}/popup.html?tab=${await page.tabId()}`,
  );
  await popup.screenshot(path, { ...POPUP, ...options });
  await popup.close();
}

/** The whole report of a page's tab, for others to check. */
export function auditReportOf(
  session: BrowserSession,
  url: string,
  report: TabReport,
  knowledge: Knowledge,
  here: CountryCode | null,
): AuditReport {
  return toAuditReport(report, knowledge, {
    url,
    endedAt: Date.now(),
    headline: popupView(report, knowledge, english).headline,
    here,
    earshot: VERSION,
    browser: { kind: session.kind, version: session.version },
  });
}
