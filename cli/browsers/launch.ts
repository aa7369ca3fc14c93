import { launchChromium } from './chromium';
import { findBrowser } from './find-browser';
import { launchFirefox } from './firefox';
import { howToInstall } from './install-browser';
import type { BrowserSession, LaunchOptions } from './session';
import { until } from './until';

/**
 * Starts a browser with the extension in it and returns once its background is ready.
 * @throws with what to install when there is no such browser.
 */
export async function launchBrowser(options: LaunchOptions): Promise<BrowserSession> {
  const executable = options.executable ?? findBrowser(options.kind)?.executable;
  if (executable === undefined) throw new Error(howToInstall(options.kind));
  const launch = options.kind === 'chromium' ? launchChromium : launchFirefox;
  const session = await launch(executable, options);
  const key = options.readyKey === undefined ? 'ready' : options.readyKey;
  if (options.extension && key !== null) {
    await backgroundReady(session, key, options.readyWithin ?? 30);
  }
  return session;
}

/** What is opened before the background's listeners stand isn't seen by them. */
async function backgroundReady(
  session: BrowserSession,
  key: string,
  seconds: number,
): Promise<void> {
  try {
    await until(
      `the extension to set storage.session.${key}`,
      () => session.inExtension(sessionValue, key),
      { seconds },
    );
  } catch (error) {
    await session.close();
    throw error;
  }
}

async function sessionValue(key: string): Promise<boolean> {
  const scope = globalThis as unknown as Record<'browser' | 'chrome', SessionStorage | undefined>;
  const api = scope.browser ?? scope.chrome;
  const stored = await api?.storage.session.get(key);
  return Boolean(stored?.[key]);
}

interface SessionStorage {
  readonly storage: {
    readonly session: { get(key: string): Promise<Record<string, unknown>> };
  };
}
