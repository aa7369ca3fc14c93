import { defineContentScript } from 'wxt/utils/define-content-script';
import type { ProbeEvent } from '../lib/rtc/probe-event';
import { startRelay } from '../lib/rtc/start-relay';

interface ExtensionApi {
  readonly runtime: { readonly sendMessage: (message: readonly ProbeEvent[]) => Promise<unknown> };
}

/** Seen by this extension's scripts alone, and by none of its life before an update. */
interface Scope {
  readonly browser?: ExtensionApi;
  readonly chrome: ExtensionApi;
  relayRuns?: boolean;
}

/** The isolated world. Where it runs is said in `lib/rtc/content-scripts`, for both scripts alike. */
export default defineContentScript({
  registration: 'runtime',
  main() {
    // The polyfill would be 10 kB in every frame for this one call, which both browsers promise.
    const scope = globalThis as unknown as Scope;
    // A background that finds its page late sends a second one after it (`late-relay.ts`).
    if (scope.relayRuns) return;
    scope.relayRuns = true;
    const { runtime } = scope.browser ?? scope.chrome;
    startRelay((events) => runtime.sendMessage(events));
  },
});
