import type { Outcome } from '../observation';
import { type IceServer, parseIceServerUrl } from './ice-servers';
import type { PageReport } from './page-report';
import type { ProbeEvent } from './probe-event';
import { turnServerOf } from './turn-server';
import { namesUser } from './turn-user';

type IceServerEvent = Extract<ProbeEvent, { kind: 'ice-server' }>;

const MOST_SERVERS = 512;
const MOST_CONNECTIONS = 512;

/** One gathering of candidates: the servers that the page had configured as it began. */
interface Gathering {
  readonly state: string;
  readonly servers: readonly IceServer[];
}

/**
 * Tells once per frame of each STUN and TURN server that gathering asks, and once more when it has
 * answered, or is known to have been told who the user is. A server that is only configured is not
 * contacted (RFC 8445 §5.1.1), nor one that is configured after gathering began before the next
 * one does (W3C webrtc §4.4.1.6), nor a STUN server when the page allows relays alone.
 */
export function createIceServerReporter(
  offer: (event: IceServerEvent) => boolean,
): (report: PageReport, now: number) => void {
  const told = new Map<string, { readonly outcome: Outcome; readonly namesUser: boolean }>();
  const gatherings = new Map<number, Gathering>();

  function askedIn(report: PageReport): readonly IceServer[] {
    const { connection, final, gatheringState: state } = report;
    const before = gatherings.get(connection);
    const goesOn = before !== undefined && (before.state === state || state === 'complete');
    const servers = goesOn ? before.servers : serversOf(report);
    gatherings.delete(connection);
    if (!final) gatherings.set(connection, { state, servers });
    if (gatherings.size > MOST_CONNECTIONS) gatherings.delete(Number([...gatherings.keys()][0]));
    return servers;
  }

  return (report, now) => {
    if (report.gatheringState === 'new') return;
    const servers = askedIn(report);
    const answered = new Set(answeredServers(report, servers).map(keyOf));
    const named = new Set(report.turnUsers.flatMap(namedServer).map(keyOf));
    for (const server of servers) {
      const key = keyOf(server);
      const outcome = answered.has(key) ? 'reached' : 'attempted';
      // Only a server that lends an address has certainly been told who asks.
      const isNamed = outcome === 'reached' && named.has(key);
      const before = told.get(key);
      const isMore = before?.outcome !== 'reached' && before?.outcome !== outcome;
      if (!isMore && (!isNamed || before?.namesUser)) continue;
      if (before === undefined && told.size >= MOST_SERVERS) continue;
      const { connection } = report;
      const event = { kind: 'ice-server', at: now, connection, ...server, outcome } as const;
      if (offer(isNamed ? { ...event, namesUser: true } : event)) {
        told.set(key, { outcome, namesUser: isNamed });
      }
    }
  };
}

function serversOf({ iceServers, transportPolicy }: PageReport): readonly IceServer[] {
  return iceServers
    .flatMap((url) => parseIceServerUrl(url) ?? [])
    .filter(({ role }) => role === 'turn' || transportPolicy !== 'relay');
}

function namedServer({ url, shape }: PageReport['turnUsers'][number]): readonly IceServer[] {
  const server = parseIceServerUrl(url);
  const isInClear = server?.role === 'turn' && server.transport !== 'tls';
  return isInClear && namesUser(shape) ? [server] : [];
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
