import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../cli/browsers/launch';
import type { BrowserSession } from '../../cli/browsers/session';
import { until } from '../../cli/browsers/until';
import { type Lab, startLab } from './lab/lab';
import { whyNoLab } from './lab/scene';
import { BROWSERS, buildOf, reportWhere } from './site/browsers';
import { endQuietly } from './site/quiet-end';

const PAGE = 'https://jam.systems/two-people.html';

/** The browsers' own addresses in the lab: each is the other's. */
const ADDRESSES = /198\.51\.100\.|2001:db8:/;

const reason = BROWSERS.map(whyNoLab).find((why) => why !== null);
describe.skipIf(reason !== undefined)('a call between Chromium and Firefox', () => {
  let lab: Lab;
  let sessions: readonly BrowserSession[] = [];
  beforeAll(async () => {
    lab = await startLab();
    const opened: BrowserSession[] = [];
    for (const kind of BROWSERS) {
      const extension = resolve(buildOf(kind, 'full'));
      opened.push(await launchBrowser({ kind, extension, ...lab.launchOptions }));
    }
    sessions = opened;
  });
  afterAll(async () => {
    for (const session of sessions) await endQuietly(session);
    await lab?.stop();
  });

  it('goes directly to another person, whom nobody locates or keeps', async () => {
    const pages = [];
    for (const session of sessions) pages.push(await session.openPage(PAGE));
    for (const [i, session] of sessions.entries()) {
      const page = pages[i];
      if (page === undefined) throw new Error('no page');
      await until(`${session.kind} to hear the other`, async () =>
        page.evaluate("document.querySelector('#state').textContent === 'talking'"),
      );
      const report = await reportWhere(session, page, 'voice to a person', (it) =>
        it.destinations.some(({ subject, ownVoice }) => subject === 'voice' && ownVoice === 'now'),
      );
      const voice = report.destinations.filter(({ subject }) => subject === 'voice');
      expect(voice).toMatchObject([
        {
          peer: 'person',
          endpoint: { hostname: null, address: null, port: null },
          location: { known: false, because: 'person', answers: [] },
          network: null,
          vendor: null,
        },
      ]);
      // Reports are kept as text: JSON in JSON.
      const kept = (await session.inExtension(everythingKept)).replaceAll('\\"', '"');
      expect(kept).toContain('"person"');
      expect(kept).not.toMatch(ADDRESSES);
      const popup = await session.openPage(
        `${session.extensionOrigin}/popup.html?tab=${await page.tabId()}`,
      );
      const text = await until('the popup', async () => {
        const shown = String(await popup.evaluate('document.body.textContent'));
        return shown.includes('another person') ? shown : null;
      });
      expect(text).not.toMatch(ADDRESSES);
      await popup.close();
    }
  });
});

/** Runs in the extension. */
async function everythingKept(): Promise<string> {
  const scope = globalThis as unknown as Record<'browser' | 'chrome', { storage: Storages }>;
  const { session, local } = (scope.browser ?? scope.chrome).storage;
  return JSON.stringify([await session.get(null), await local.get(null)]);
}

type Storages = Record<'session' | 'local', { get(key: null): Promise<unknown> }>;
