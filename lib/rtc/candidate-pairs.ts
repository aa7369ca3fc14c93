import { parseAddress } from '../address';
import { type Carried, eachKind, NOTHING_CARRIED } from '../carried';
import type { Candidate, CandidatePairObservation, CandidateType } from '../observation';
import { parseIceServerUrl } from './ice-servers';
import type { PageReport, StatsEntry } from './page-report';
import { peerKind } from './peer-kind';
import { parseRemoteDescription, type RemoteDescription } from './remote-description';
import { indexStats, type StatsIndex } from './stats-index';
import { turnServerOf } from './turn-server';

/** One candidate pair that packets have gone over, as the statistics show it at one moment. */
export interface CandidatePair
  extends Pick<
    CandidatePairObservation,
    'remote' | 'peer' | 'turn' | 'bytesSent' | 'bytesReceived' | 'roundTripTime'
  > {
  /** The statistics' own id: the same pair keeps it. */
  readonly id: string;
  /** Without BUNDLE a connection has several. */
  readonly transport: string;
  /** The path its transport uses now. */
  readonly selected: boolean;
  /** Its transport has chosen a path, so a pair not selected is one that was only checked. */
  readonly settled: boolean;
  /**
   * Totals of the transport, over whatever paths it had before: the browsers count media by stream,
   * not by path.
   */
  readonly carried: Carried;
}

/** The pairs of every transport of a connection over which anything was sent, checks included. */
export function candidatePairs(report: PageReport): readonly CandidatePair[] {
  const stats = indexStats(report.stats);
  const description = parseRemoteDescription(report.remoteDescription);
  const servers = report.iceServers.flatMap((url) => parseIceServerUrl(url) ?? []);
  return stats.ofType('candidate-pair').flatMap((pair) => {
    const local = stats.byId(pair.localCandidateId);
    const far = stats.byId(pair.remoteCandidateId);
    const selected = isSelected(pair, stats);
    if (local === null || far === null || !(selected || wasSent(pair))) return [];
    const remote = remoteCandidate(far, description);
    const peer = peerKind(remote, description);
    return {
      id: String(pair.id),
      transport: String(pair.transportId),
      selected,
      settled: selected || isSettled(pair, stats),
      remote: peer === 'person' ? { ...remote, address: null, port: null } : remote,
      peer,
      turn: turnServerOf(local, servers),
      carried: selected ? carriedBy(pair, stats) : NOTHING_CARRIED,
      bytesSent: count(pair.bytesSent),
      bytesReceived: count(pair.bytesReceived),
      roundTripTime: seconds(pair.currentRoundTripTime),
    };
  });
}

/** `selectedCandidatePairId` is W3C webrtc-stats; `selected` is Firefox's older way to say it. */
function isSelected(pair: StatsEntry, stats: StatsIndex): boolean {
  if (pair.selected === true) return true;
  return stats.ofType('transport').some((each) => each.selectedCandidatePairId === pair.id);
}

function isSettled({ transportId }: StatsEntry, stats: StatsIndex): boolean {
  return stats
    .ofType('candidate-pair')
    .some((other) => other.transportId === transportId && isSelected(other, stats));
}

/** Chromium counts the checks; Firefox only names a state, in which `in-progress` and on sent one. */
function wasSent({ requestsSent, state, bytesSent }: StatsEntry): boolean {
  if (typeof requestsSent === 'number') return requestsSent > 0;
  return count(bytesSent) > 0 || ['in-progress', 'succeeded', 'failed'].includes(String(state));
}

function remoteCandidate(far: StatsEntry, description: RemoteDescription): Candidate {
  const port = count(far.port);
  const protocol = far.protocol === 'tcp' ? 'tcp' : 'udp';
  const address = parseAddress(String(far.address ?? ''));
  const seen = { type: candidateType(far.candidateType), address, port, protocol } as const;
  if (seen.type !== 'prflx') return seen;
  // Chromium withholds the address of a peer-reflexive candidate. When exactly one signalled
  // candidate has its port, or the address is known and signalled, it is that one.
  const same = description.candidates.filter(
    (each) =>
      each.port === port &&
      each.protocol === protocol &&
      (address === null || each.address === address),
  );
  const addresses = new Set(same.map((each) => each.address));
  const [signalled] = same;
  if (signalled === undefined || addresses.size !== 1) return seen;
  return { ...seen, type: signalled.type, address: signalled.address };
}

function candidateType(value: unknown): CandidateType {
  return value === 'host' || value === 'srflx' || value === 'relay' ? value : 'prflx';
}

function carriedBy(pair: StatsEntry, stats: StatsIndex): Carried {
  const streams = streamsOn(pair.transportId, stats);
  const isData = mayCarryData(pair.transportId, stats);
  return eachKind((kind) => {
    const parts =
      kind === 'data'
        ? isData
          ? stats.ofType('data-channel')
          : []
        : streams.filter((each) => each.kind === kind);
    return { sent: sum(parts, 'bytesSent'), received: sum(parts, 'bytesReceived') };
  });
}

function streamsOn(transportId: unknown, stats: StatsIndex): readonly StatsEntry[] {
  return [...stats.ofType('outbound-rtp'), ...stats.ofType('inbound-rtp')].filter(
    (each) => each.transportId === undefined || each.transportId === transportId,
  );
}

/**
 * Data channels name no transport. Without BUNDLE theirs has no media streams; where all have,
 * or none, any of them may be theirs.
 */
function mayCarryData(transportId: unknown, stats: StatsIndex): boolean {
  const free = stats.ofType('transport').filter(({ id }) => streamsOn(id, stats).length === 0);
  return free.length === 0 || free.some(({ id }) => id === transportId);
}

function sum(entries: readonly StatsEntry[], field: 'bytesSent' | 'bytesReceived'): number {
  return entries.reduce((total, entry) => total + count(entry[field]), 0);
}

function count(value: unknown): number {
  return Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : 0;
}

/** Firefox says 0 before the first answer. */
function seconds(value: unknown): number | null {
  return typeof value === 'number' && value > 0 && value < 3600 ? value : null;
}
