import { browser } from 'wxt/browser';
import { type ProbeEvent, parseProbeEvent } from '../rtc/probe-event';

/** Who sent a probe's message: told by the browser, never read from the message. */
export interface ProbeSender {
  readonly tab: number;
  readonly frame: number;
  readonly url: URL;
  /** `null` for opaque origins. */
  readonly origin: string | null;
  readonly documentId: string | null;
  readonly at: number;
}

/** Fields that Chromium (and newer Firefox) add to the polyfill's type. */
interface Sender {
  readonly tab?: { readonly id?: number | undefined } | undefined;
  readonly frameId?: number | undefined;
  readonly url?: string | undefined;
  readonly origin?: string;
  readonly documentId?: string;
}

export function listenToProbes(onEvent: (event: ProbeEvent, sender: ProbeSender) => void): void {
  browser.runtime.onMessage.addListener((message, from) => {
    const sender = parseSender(from as Sender);
    const event = parseProbeEvent(message);
    if (sender !== null && event !== null) onEvent(event, sender);
    return undefined;
  });
}

function parseSender({ tab, frameId, url, origin, documentId }: Sender): ProbeSender | null {
  if (tab?.id === undefined || frameId === undefined) return null;
  if (url === undefined || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  const from = origin ?? parsed.origin;
  return {
    tab: tab.id,
    frame: frameId,
    url: parsed,
    origin: from === 'null' ? null : from,
    documentId: documentId ?? null,
    at: Date.now(),
  };
}
