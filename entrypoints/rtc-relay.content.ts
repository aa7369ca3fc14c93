import { defineContentScript } from 'wxt/utils/define-content-script';
import type { ProbeEvent } from '../lib/rtc/probe-event';
import { startRelay } from '../lib/rtc/start-relay';

interface ExtensionApi {
  readonly runtime: { readonly sendMessage: (message: ProbeEvent) => Promise<unknown> };
}

/** The polyfill would be 10 kB in every frame for this one call, which both browsers promise. */
declare const browser: ExtensionApi | undefined;
declare const chrome: ExtensionApi;

/** The isolated world. Where it runs is said in `lib/rtc/content-scripts`, for both scripts alike. */
export default defineContentScript({
  registration: 'runtime',
  main() {
    const { runtime } = typeof browser === 'undefined' ? chrome : browser;
    // A rejection means that nobody has answered, which nobody has to.
    startRelay((event) => void runtime.sendMessage(event).catch(() => {}));
  },
});
