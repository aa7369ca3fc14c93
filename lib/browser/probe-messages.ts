import { browser } from 'wxt/browser';
import type { ProbeEvent } from '../rtc/probe-event';
import { parseProbeMessage, TAKEN } from '../rtc/probe-message';

/** Who sent a probe's message: told by the browser, never read from the message. */
export interface ProbeSender {
  readonly tab: number;
  readonly frame: number;
  readonly url: URL;
  /** `null` for opaque origins. */
  readonly origin: string | null;
  readonly documentId: string | null;
  /** It has left its tab already: what it still says is of the page before. */
  readonly left: boolean;
  readonly at: number;
}

/** Fields that Chromium (and newer Firefox) add to the polyfill's type. */
interface Sender {
  readonly tab?: { readonly id?: number | undefined } | undefined;
  readonly frameId?: number | undefined;
  readonly url?: string | undefined;
  readonly origin?: string;
  readonly documentId?: string;
  readonly documentLifecycle?: string;
}

/**
 * Listens to the relays of all frames.
 * @param onEvents resolves once what the events say is stored; until then the relay keeps them.
 */
export function listenToProbes(
  onEvents: (events: readonly ProbeEvent[], sender: ProbeSender) => Promise<void>,
): void {
  browser.runtime.onMessage.addListener((message, from) => {
    const sender = parseSender(from as Sender);
    const events = parseProbeMessage(message);
    if (sender === null || events === null) return undefined;
    return onEvents(events, sender).then(() => TAKEN);
  });
}

function parseSender({ tab, frameId, url, origin, ...from }: Sender): ProbeSender | null {
  if (tab?.id === undefined || frameId === undefined) return null;
  if (url === undefined || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  const { documentId = null, documentLifecycle = 'active' } = from;
  const asker = origin ?? parsed.origin;
  return {
    tab: tab.id,
    frame: frameId,
    url: parsed,
    origin: asker === 'null' ? null : asker,
    documentId,
    left: documentLifecycle !== 'active',
    at: Date.now(),
  };
}
