import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../cli/browsers/launch';
import type { BrowserPage, BrowserSession } from '../../cli/browsers/session';
import { until } from '../../cli/browsers/until';
import { storeReport } from '../../lib/report/stored-report';
import { scenario } from '../scenarios/scenarios';
import { BROWSERS, buildOf, isMissing } from './site/browsers';
import { storeInSession } from './site/in-extension';
import { endQuietly } from './site/quiet-end';

/** The side panel's page in a tab: to it, its own window's active tab is the one to follow. */
describe.each(BROWSERS)('the side panel in %s', (kind) => {
  let session: BrowserSession;
  let panel: BrowserPage;

  beforeAll(async () => {
    if (isMissing(kind)) return;
    session = await launchBrowser({ kind, extension: resolve(buildOf(kind, 'shipped')) });
    panel = await session.openPage(`${session.extensionOrigin}/sidepanel.html`);
  });
  afterAll(async () => {
    if (session === undefined) return;
    expect(await panel.errors()).toEqual([]);
    await endQuietly(session);
  });

  const headline = (text: string) =>
    until(
      text,
      async () =>
        (await panel.evaluate(() => document.querySelector('h1')?.textContent)) === text || null,
      { seconds: 10 },
    );

  it.skipIf(isMissing(kind))('follows the tab the user looks at', async () => {
    await headline('Earshot isn’t watching this page.');
    const room = await session.openPage('about:blank');
    await session.inExtension(
      storeInSession,
      `tab:${await room.tabId()}`,
      storeReport(scenario('voice-to-watched-country')),
    );
    await headline('Voice in this room goes through a server in China, run by Agora.');
    await session.openPage('about:blank');
    await headline('Earshot isn’t watching this page.');
  });

  it.skipIf(isMissing(kind))('takes the width it is given', async () => {
    const width = await panel.evaluate(
      () => document.querySelector('.popup')?.getBoundingClientRect().width ?? 0,
    );
    expect(width).toBeGreaterThan(380);
  });
});

/** Opened by the popup's own button, which takes the place of the user's click. */
describe.each(BROWSERS)('the real side panel in %s', (kind) => {
  let session: BrowserSession;

  beforeAll(async () => {
    if (isMissing(kind)) return;
    session = await launchBrowser({ kind, extension: resolve(buildOf(kind, 'shipped')) });
  });
  afterAll(() => endQuietly(session));

  const headline = (text: string) =>
    until(text, async () => (await session.inExtension(panelHeadline)) === text || null, {
      seconds: 10,
    });

  it.skipIf(isMissing(kind))('stands beside every tab of its window', async () => {
    expect(await session.inExtension(panelHeadline)).toBeNull();
    const popup = await session.openPage(`${session.extensionOrigin}/popup.html`);
    await popup.click('.bar button');
    await headline('Earshot isn’t watching this page.');
    const room = await session.openPage('about:blank');
    await session.inExtension(
      storeInSession,
      `tab:${await room.tabId()}`,
      storeReport(scenario('voice-to-watched-country')),
    );
    await headline('Voice in this room goes through a server in China, run by Agora.');
    await session.openPage('about:blank');
    await headline('Earshot isn’t watching this page.');
  });
});

describe.skipIf(isMissing('chromium'))('what Chromium says before it installs Earshot', () => {
  it('is about sites alone, and nothing that would need every one of them', async () => {
    const extension = resolve(buildOf('chromium', 'shipped'));
    const session = await launchBrowser({ kind: 'chromium', extension });
    const manifest = readFileSync(join(extension, 'manifest.json'), 'utf8');
    const warnings = await session.inExtension(permissionWarnings, manifest);
    await session.close();
    expect(warnings).toEqual(['Read and change your data on a number of websites']);
  });
});

/** Runs in the extension. */
async function permissionWarnings(manifest: string): Promise<readonly string[]> {
  const { chrome: api } = globalThis as unknown as {
    chrome: { management: { getPermissionWarningsByManifest(text: string): Promise<string[]> } };
  };
  return api.management.getPermissionWarningsByManifest(manifest);
}

/** Runs in the extension; `null` while no panel is open. */
function panelHeadline(): string | null {
  type Api = { extension: { getViews(): readonly Window[] } };
  const scope = globalThis as unknown as { browser?: Api; chrome: Api };
  const views = (scope.browser ?? scope.chrome).extension.getViews();
  const panel = views.find(({ location }) => location.pathname === '/sidepanel.html');
  return panel?.document.querySelector('h1')?.textContent ?? null;
}
