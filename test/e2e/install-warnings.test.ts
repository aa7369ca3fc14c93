import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { launchBrowser } from '../../cli/browsers/launch';
import { buildOf, isMissing } from './site/browsers';
import { endQuietly } from './site/quiet-end';

it.skipIf(isMissing('chromium'))(
  'Chromium warns of some websites, and of nothing else',
  async () => {
    const build = buildOf('chromium', 'shipped');
    const session = await launchBrowser({ kind: 'chromium', extension: resolve(build) });
    const manifest = JSON.parse(readFileSync(join(build, 'manifest.json'), 'utf8'));
    const warningsOf = (more: object) =>
      session.inExtension(warnings, JSON.stringify({ ...manifest, ...more }));
    expect(await warningsOf({})).toEqual(['Read and change your data on a number of websites']);
    expect(await warningsOf({ host_permissions: ['<all_urls>'] })).toEqual([
      'Read and change all your data on all websites',
    ]);
    await endQuietly(session);
  },
);

/** Runs in the extension. */
function warnings(manifest: string): Promise<readonly string[]> {
  type Api = { getPermissionWarningsByManifest(text: string): Promise<readonly string[]> };
  const { management } = (globalThis as unknown as { chrome: { management: Api } }).chrome;
  return management.getPermissionWarningsByManifest(manifest);
}
