import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'wxt';
import type { BrowserKind } from '../../../cli/browsers/find-browser';
import { probeContentScripts } from '../../../lib/rtc/content-scripts';
import shipped from '../../../wxt.config';

/**
 * Builds an extension of nothing but the shipped probe and relay, watching every site, and a
 * background that keeps what it is told.
 * @returns its folder.
 */
export async function buildProbeExtension(kind: BrowserKind): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'probe-extension-'));
  const browser = kind === 'chromium' ? 'chrome' : 'firefox';
  const { modules, imports, manifestVersion, vite } = shipped;
  await build({
    configFile: false,
    root: join(import.meta.dirname, '../../..'),
    entrypointsDir: 'test/e2e/probe/extension',
    publicDir: 'test/e2e/probe/no-assets',
    outDir,
    browser,
    modules: modules ?? [],
    imports: imports ?? false,
    manifestVersion: manifestVersion ?? 3,
    vite: vite ?? (() => ({})),
    manifest: {
      name: 'Probe',
      version: '1',
      permissions: ['storage'],
      host_permissions: ['<all_urls>'],
      content_scripts: probeContentScripts(['<all_urls>']),
      browser_specific_settings: { gecko: { id: 'probe@earshot.example' } },
    },
  });
  return join(outDir, `${browser}-mv3`);
}
