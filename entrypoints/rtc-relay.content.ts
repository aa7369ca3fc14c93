import { defineContentScript } from 'wxt/utils/define-content-script';
import type { ProbeEvent } from '../lib/rtc/probe-event';
import { startRelay } from '../lib/rtc/start-relay';

interface ExtensionApi {
  readonly runtime: { readonly sendMessage: (message: readonly ProbeEvent[]) => Promise<unknown> };
}

/** The isolated world. Where it runs is said in `lib/rtc/content-scripts`, for both scripts alike. */
export default defineContentScript({
  registration: 'runtime',
  main() {
    // The polyfill would be 10 kB in every frame for this one call, which both browsers promise.
    const scope = globalThis as unknown as { browser?: ExtensionApi; chrome: ExtensionApi };
    const { runtime } = scope.browser ?? scope.chrome;
    startRelay((events) => runtime.sendMessage(events));
  },
});
