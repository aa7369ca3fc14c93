import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { launchBrowser } from '../../cli/browsers/launch';
import { until } from '../../cli/browsers/until';
import { BROWSERS, buildOf, isMissing } from './site/browsers';
import { endQuietly } from './site/quiet-end';

describe.each(BROWSERS)('the welcome page in %s', (kind) => {
  it.skipIf(isMissing(kind))('comes with the installation, and its choice is kept', async () => {
    const session = await launchBrowser({
      kind,
      extension: resolve(buildOf(kind, 'shipped')),
      keepWelcome: true,
    });
    await until('the welcome page', () => session.inExtension(isOpen), { seconds: 10 });
    const page = await session.openPage(`${session.extensionOrigin}/welcome.html`);
    await until('the page', () =>
      page.evaluate(() => document.querySelector('#preset-china') && 1),
    );
    await page.click('#preset-china');
    const kept = await until('the choice', () => session.inExtension(preset));
    expect(kept).toBe('china');
    expect(await page.errors()).toEqual([]);
    await endQuietly(session);
  });
});

/** Runs in the extension. */
function isOpen(): boolean {
  type Api = { extension: { getViews(): { location: Location }[] } };
  const scope = globalThis as unknown as { browser?: Api; chrome: Api };
  const views = (scope.browser ?? scope.chrome).extension.getViews();
  return views.some(({ location }) => location.pathname === '/welcome.html');
}

/** Runs in the extension. */
async function preset(): Promise<string | null> {
  type Api = { storage: { local: { get(key: string): Promise<Record<string, unknown>> } } };
  const scope = globalThis as unknown as { browser?: Api; chrome: Api };
  const { settings } = await (scope.browser ?? scope.chrome).storage.local.get('settings');
  return (settings as { preset: string } | undefined)?.preset ?? null;
}
