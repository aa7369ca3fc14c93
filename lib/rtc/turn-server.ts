import { parseAddress } from '../address';
import type { TurnServer } from '../observation';
import { type IceServer, parseIceServerUrl } from './ice-servers';
import type { StatsEntry } from './page-report';

/**
 * The TURN server behind a relayed local candidate: the machine the browser's packets go to.
 * Chromium names it (`url`); Firefox only says how it is reached (`relayProtocol`), so it is looked
 * for among the configured ones. No browser tells the server's own address when it was configured
 * by name: the relayed address, which the server lends (RFC 8656 §2), stands for it.
 * @returns `null` when the candidate isn't relayed.
 */
export function turnServerOf(local: StatsEntry, servers: readonly IceServer[]): TurnServer | null {
  if (local.candidateType !== 'relay') return null;
  const relayed = parseAddress(String(local.address ?? ''));
  const transport = transportOf(local.relayProtocol);
  const server =
    parseIceServerUrl(String(local.url ?? '')) ?? likeliest(servers, transport, relayed);
  if (server === null) {
    return { endpoint: { hostname: null, address: relayed, port: null }, transport };
  }
  const { hostname, address, port } = server.endpoint;
  return {
    endpoint: { hostname, address: address ?? relayed, port },
    transport: server.transport,
  };
}

function transportOf(relayProtocol: unknown): TurnServer['transport'] {
  return relayProtocol === 'tcp' || relayProtocol === 'tls' ? relayProtocol : 'udp';
}

function likeliest(
  servers: readonly IceServer[],
  transport: TurnServer['transport'],
  relayed: string | null,
): IceServer | null {
  const fitting = servers.filter((each) => each.role === 'turn' && each.transport === transport);
  const exact = fitting.find((each) => each.endpoint.address === relayed);
  return exact ?? (fitting.length === 1 ? (fitting[0] ?? null) : null);
}
