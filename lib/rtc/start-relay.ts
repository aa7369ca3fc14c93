import { relaySound } from '../sound/relay-sound';
import { createIceServerReporter } from './ice-server-reporter';
import { createOutbox } from './outbox';
import { watchPageLife, whenActive } from './page-life';
import { type PageReport, parsePageReport } from './page-report';
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
 * @param send see {@link createOutbox}.
 */
export function startRelay(send: (events: readonly ProbeEvent[]) => Promise<unknown>): void {
  const active = whenActive(document);
  const outbox = createOutbox({
    send: active === null ? send : (events) => active.then(() => send(events)),
    onGone: stop,
    onLost: countDropped,
  });
  const mayPass = createRateLimit();
  const reportPaths = createPathReporter(offer);
  const reportIceServers = createIceServerReporter(offer);
  const sound = relaySound(offer);
  let dropped = 0;
  let port: MessagePort | null = null;
  let stopResources = () => {};
  let stopPageLife = () => {};
  let over = false;

  function offer(event: ProbeEvent): boolean {
    const passes = mayPass(event, Date.now()) && deliver(event);
    if (!passes) countDropped();
    return passes;
  }

  function deliver(event: ProbeEvent): boolean {
    return !over && outbox.put(event);
  }

  function stop(): void {
    over = true;
    stopResources();
    stopPageLife();
    sound.stop();
    port?.postMessage('stop');
    port?.close();
  }

  function countDropped(count = 1): void {
    if (over) return;
    const isFirst = dropped === 0;
    dropped += count;
    // Not `setTimeout`: pages share its ids with content scripts and can clear them.
    if (isFirst) AbortSignal.timeout(TELL_DROPPED).addEventListener('abort', tellDropped);
  }

  function tellDropped(): void {
    const count = dropped;
    dropped = 0;
    if (count === 0) return;
    if (!deliver({ kind: 'dropped', count })) countDropped(count);
  }

  /** A background that knows nothing of this page any more is told its hosts from the start. */
  function greet(returned: boolean): void {
    deliver({ kind: 'hello', returned });
    stopResources();
    const freshHosts = createHostCollector();
    stopResources = watchResources((urls) => {
      for (const hosts of freshHosts(urls)) offer({ kind: 'resource-hosts', hosts });
    });
  }

  greet(false);
  stopPageLife = watchPageLife(
    () => {
      outbox.revive();
      greet(true);
    },
    () => {
      outbox.putLast({ kind: 'goodbye' }, dropped);
      dropped = 0;
    },
  );
  acceptPort(document, (accepted) => {
    port = accepted;
    port.onmessage = ({ data }) => {
      sound.read(data);
      const report = parsePageReport(data);
      if (report === null) return;
      if (!report.answered) countDropped();
      if (sendsSound(report)) sound.noteWebRtc();
      const now = Date.now();
      reportIceServers(report, now);
      reportPaths(report, now);
    };
  });
}

function sendsSound({ stats }: PageReport): boolean {
  return stats.some(
    ({ type, kind, bytesSent }) =>
      type === 'outbound-rtp' && kind === 'audio' && Number(bytesSent) > 0,
  );
}
