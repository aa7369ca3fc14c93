import type { BrowserPage, BrowserSession } from '../../../cli/browsers/session';
import { until } from '../../../cli/browsers/until';
import type { DestinationRow, TabReport } from '../../../lib/report/tab-report';

/**
 * Opens one of the lab's pages and waits until it says so itself.
 * @throws when it says that it failed, with its reason.
 */
export async function visit(
  session: BrowserSession,
  url: string,
  done: 'sent' | 'talking' | 'joined' | null,
): Promise<BrowserPage> {
  const page = await session.openPage(url);
  if (done === null) return page;
  await until(`${url} to say “${done}”`, async () => {
    const state = await page.evaluate(shownState);
    if (state.startsWith('failed')) throw new Error(`${url} ${state}`);
    return state === done;
  });
  return page;
}

/** Runs in the page. */
function shownState(): string {
  return document.querySelector('#state')?.textContent ?? '';
}

/** What a row says, short enough for a table of expectations. */
export interface RowSummary {
  readonly subject: string;
  readonly traffic: string;
  readonly transport: string;
  readonly outcome: string;
  readonly via: readonly string[];
  readonly address: string | null;
  /** Or why none is named. */
  readonly country: string;
  readonly asn: number | null;
  readonly vendor: string | null;
}

export function summaryOf(row: DestinationRow): RowSummary {
  return {
    subject: row.subject,
    traffic: row.traffic,
    transport: row.transport,
    outcome: row.outcome,
    via: row.via,
    address: row.endpoint.address,
    country: row.location.known ? row.location.country : row.location.because,
    asn: row.network?.asn ?? null,
    vendor: row.vendor?.vendor ?? null,
  };
}

/** The rows of a host name, or of an address without one. */
export function rowsOf(report: TabReport, host: string): readonly RowSummary[] {
  return report.destinations
    .filter(({ endpoint }) => (endpoint.hostname ?? endpoint.address) === host)
    .map(summaryOf);
}

/** Rule and destination of every finding, sorted. */
export function findingsOf({ findings, destinations }: TabReport): readonly string[] {
  const hosts = new Map(
    destinations.map(({ key, endpoint }) => [key, endpoint.hostname ?? endpoint.address]),
  );
  return [
    ...new Set(findings.map(({ rule, destination }) => `${rule} ${hosts.get(destination)}`)),
  ].sort();
}
