import type { BrowserPage, BrowserSession } from '../../../cli/browsers/session';
import { until } from '../../../cli/browsers/until';

/** Opens the page that runs one of its SDKs, and waits until that has done what it can. */
export async function run(
  session: BrowserSession,
  sdk: string,
  server: string,
): Promise<BrowserPage> {
  const query = new URLSearchParams({ sdk, server });
  const page = await session.openPage(`https://jam.systems/sdks.html?${query}`);
  const isOver = async () => (await page.evaluate(shownState)) === 'over';
  await until(`${sdk} to be over`, isOver, { seconds: 90 });
  return page;
}

/** What the SDK told the page, in its order; numbers and identifiers that change are left out. */
export async function toldBy(
  session: BrowserSession,
  sdk: string,
  server: string,
): Promise<readonly string[]> {
  const page = await run(session, sdk, server);
  const events = await page.evaluate(shownEvents);
  await page.close();
  return events;
}

function shownState(): string {
  return document.querySelector('#state')?.textContent ?? '';
}

function shownEvents(): string[] {
  return [...document.querySelectorAll('#events li')].map((item) => item.textContent ?? '');
}
