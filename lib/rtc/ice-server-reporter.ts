import type { Outcome } from '../observation';
import { type IceServer, parseIceServerUrl } from './ice-servers';
import type { PageReport } from './page-report';
import type { ProbeEvent } from './probe-event';
import { turnServerOf } from './turn-server';

type IceServerEvent = Extract<ProbeEvent, { kind: 'ice-server' }>;

const MOST_SERVERS = 512;

/**
 * Tells once per frame of each STUN and TURN server that gathering asks, and once more when it has
 * answered. A server that is only configured is not contacted (RFC 8445 §5.1.1), nor is a STUN
 * server when the page allows relays alone.
 */
export function createIceServerReporter(
  offer: (event: IceServerEvent) => boolean,
): (report: PageReport, now: number) => void {
  const told = new Map<string, Outcome>();
  return (report, now) => {
    if (report.gatheringState === 'new') return;
    const servers = report.iceServers
      .flatMap((url) => parseIceServerUrl(url) ?? [])
      .filter(({ role }) => role === 'turn' || report.transportPolicy !== 'relay');
    const answered = new Set(answeredServers(report, servers).map(keyOf));
    for (const server of servers) {
      const key = keyOf(server);
      const outcome = answered.has(key) ? 'reached' : 'attempted';
      const before = told.get(key);
      if (before === 'reached' || before === outcome) continue;
      if (before === undefined && told.size >= MOST_SERVERS) continue;
      const { connection } = report;
      if (offer({ kind: 'ice-server', at: now, connection, ...server, outcome })) {
        told.set(key, outcome);
      }
    }
  };
}

function keyOf({ role, transport, endpoint }: IceServer): string {
  return JSON.stringify([role, transport, endpoint]);
}

/** The servers a local candidate came from, where the browser tells or there was only one choice. */
function answeredServers(report: PageReport, servers: readonly IceServer[]): readonly IceServer[] {
  return report.stats.flatMap((entry) => {
    if (entry.type !== 'local-candidate') return [];
    if (entry.candidateType !== 'srflx' && entry.candidateType !== 'relay') return [];
    const named = parseIceServerUrl(String(entry.url ?? ''));
    if (named !== null) return named;
    if (entry.candidateType === 'srflx') return servers.length === 1 ? servers : [];
    const turn = turnServerOf(entry, servers)?.endpoint;
    return servers.filter(
      ({ role, endpoint }) =>
        role === 'turn' && endpoint.hostname === turn?.hostname && endpoint.port === turn?.port,
    );
  });
}
