import { resolve } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { BrowserKind } from '../../../cli/browsers/find-browser';
import { launchBrowser } from '../../../cli/browsers/launch';
import type { BrowserSession, LaunchOptions } from '../../../cli/browsers/session';
import { buildOf, isMissing } from '../site/browsers';
import { labUnavailable } from './available';
import { type Lab, startLab } from './lab';

/** Why nothing can be tried in the lab here; said once per test file that is skipped. */
export function whyNoLab(kind: BrowserKind): string | null {
  const reason = isMissing(kind) ? `There is no ${kind} here.` : labUnavailable();
  if (reason !== null) console.warn(`Skipped in ${kind}: ${reason}`);
  return reason;
}

/** A lab and a browser with the extension in it, for the tests of one `describe`. */
export interface Scene {
  readonly lab: Lab;
  readonly session: BrowserSession;
}

/**
 * Starts both before the tests and ends both after them. Every scene ends with the same question:
 * did the extension ask anything of any machine? The browser's own log and the servers' are asked.
 */
export function useScene(
  kind: BrowserKind,
  options: Partial<LaunchOptions> & { readonly build?: 'shipped' | 'full' } = {},
): () => Scene {
  let lab: Lab | null = null;
  let session: BrowserSession | null = null;
  const { build = 'full', ...launchOptions } = options;

  beforeAll(async () => {
    lab = await startLab();
    session = await launchBrowser({
      kind,
      extension: resolve(buildOf(kind, build)),
      ...lab.launchOptions,
      ...launchOptions,
    });
  });
  afterAll(async () => {
    const origin = session?.extensionOrigin;
    const log = (await lab?.log()) ?? [];
    const end = await session?.close();
    await lab?.stop();
    const fromExtension = log.filter((contact) => contact.origin === origin);
    const { ownRequests = [], errors = [] } = end ?? {};
    if (fromExtension.length + ownRequests.length > 0) {
      throw new Error(
        `The extension made requests: ${JSON.stringify([fromExtension, ownRequests])}`,
      );
    }
    if (errors.length > 0) throw new Error(`Errors of the extension: ${errors.join('\n')}`);
  });
  return () => {
    if (lab === null || session === null) throw new Error('The scene has not begun.');
    return { lab, session };
  };
}
