import { createIceServerReporter } from './ice-server-reporter';
import { parsePageReport } from './page-report';
import { createPathReporter } from './path-reporter';
import { acceptPort } from './port-hand-over';
import type { ProbeEvent } from './probe-event';
import { createRateLimit } from './rate-limit';
import { createHostCollector, watchResources } from './resource-hosts';

/** Milliseconds after which the number of unsent messages is told. */
const TELL_DROPPED = 2000;

/**
 * Isolated world, document_start: reads what the probe hands over, keeps what matters and sends it
 * on, at a bounded rate. Stops the probe once nobody listens any more.
 * @param send throws when the extension that started this frame's scripts is gone.
 */
export function startRelay(send: (event: ProbeEvent) => void): void {
  const mayPass = createRateLimit();
  const reportPaths = createPathReporter(offer);
  const reportIceServers = createIceServerReporter(offer);
  const freshHosts = createHostCollector();
  let dropped = 0;
  let port: MessagePort | null = null;
  let stopResources = () => {};
  let over = false;

  function offer(event: ProbeEvent): boolean {
    const passes = mayPass(event, Date.now());
    if (passes) deliver(event);
    else countDropped();
    return passes;
  }

  function deliver(event: ProbeEvent): void {
    if (over) return;
    try {
      send(event);
    } catch {
      stop();
    }
  }

  function stop(): void {
    over = true;
    stopResources();
    port?.postMessage('stop');
    port?.close();
  }

  function countDropped(): void {
    dropped += 1;
    // Not `setTimeout`: pages share its ids with content scripts and can clear them.
    if (dropped === 1) AbortSignal.timeout(TELL_DROPPED).addEventListener('abort', tellDropped);
  }

  function tellDropped(): void {
    deliver({ kind: 'dropped', count: dropped });
    dropped = 0;
  }

  deliver({ kind: 'hello' });
  acceptPort(document, (accepted) => {
    port = accepted;
    port.onmessage = ({ data }) => {
      const report = parsePageReport(data);
      if (report === null) return;
      if (!report.answered) countDropped();
      const now = Date.now();
      reportIceServers(report, now);
      reportPaths(report, now);
    };
  });
  stopResources = watchResources((urls) => {
    for (const hosts of freshHosts(urls)) offer({ kind: 'resource-hosts', hosts });
  });
}
