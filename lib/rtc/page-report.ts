import type { SoundTransceiver } from './sound-stream';
import { isTurnUser, type TurnUser } from './turn-user';

/**
 * What the page world hands to the isolated world about one peer connection: facts, copied and not
 * interpreted. The page world shares its built-ins with the page, so all thinking is done behind
 * the port, where the page can't reach.
 */
export interface PageReport {
  /** Counts the peer connections of one frame from 0. */
  readonly connection: number;
  /** `final`: the page is closing the connection, no later report follows. */
  readonly final: boolean;
  /** `false`: the browser's answer doesn't arrive, so the page must be holding it back. */
  readonly answered: boolean;
  readonly iceState: string;
  readonly gatheringState: string;
  /** `relay` when the page allows nothing but TURN. */
  readonly transportPolicy: string;
  /** URLs of the configured ICE servers, without user names and credentials. */
  readonly iceServers: readonly string[];
  /** Those of them that come with a user name. */
  readonly turnUsers: readonly TurnUser[];
  /**
   * Those in {@link DESCRIPTION_LINES} of the remote description, as passed and as applied, and what
   * of {@link SERVER_MARKS} is in it.
   */
  readonly remoteDescription: readonly string[];
  readonly senders: readonly SenderFacts[];
  /** Names of the marks of software, see `software/marks`: never what was compared. */
  readonly marks: readonly string[];
  readonly transceivers: readonly SoundTransceiver[];
  readonly stats: readonly StatsEntry[];
}

/** The track of one `RTCRtpSender`, as the browser has it at this moment. */
export interface SenderFacts {
  /** `audio` or `video`. */
  readonly kind: string;
  /** The page hasn't muted it. */
  readonly enabled: boolean;
  /** The browser or the device has. */
  readonly muted: boolean;
  /** `live` or `ended`. */
  readonly readyState: string;
}

/** One W3C webrtc-stats dictionary, cut down to {@link STATS_FIELDS}. */
export type StatsEntry = Readonly<Record<string, string | number | boolean>>;

/** The session's origin and ICE-lite: who wrote the description. */
export const ORIGIN_LINES = ['o=', 'a=ice-lite'] as const;

/** With the candidates: no keys, passwords, tracks or names. */
export const DESCRIPTION_LINES = [...ORIGIN_LINES, 'a=candidate:'] as const;

/**
 * Words that only a media server's description holds, and nobody's name: of Janus
 * (`janus_sdp_merge`), of Jitsi's bridge (the mixed source that Jicofo offers in its name) and of
 * Kurento. Where one of them stands, it stands among the lines in the line's place. Not the
 * catalogue's marks, which tell a reader what software it is, a client's as well: what stands here
 * decides that an address may be told.
 */
export const SERVER_MARKS = [
  ' cname:janus\r',
  ' cname:janus\n',
  ' msid:mixedmslabel ',
  '\ns=Kurento Media Server',
] as const;

/** The only statistics that are read, and the only fields of them. */
export const STATS_FIELDS: Readonly<Record<string, readonly string[]>> = {
  transport: ['selectedCandidatePairId'],
  'candidate-pair': [
    'transportId',
    'localCandidateId',
    'remoteCandidateId',
    'state',
    'nominated',
    'selected',
    'bytesSent',
    'bytesReceived',
    'requestsSent',
    'currentRoundTripTime',
  ],
  'local-candidate': ['candidateType', 'address', 'port', 'protocol', 'relayProtocol', 'url'],
  'remote-candidate': ['candidateType', 'address', 'port', 'protocol'],
  'outbound-rtp': ['kind', 'mid', 'transportId', 'bytesSent'],
  'inbound-rtp': ['kind', 'mid', 'transportId', 'bytesReceived'],
  'data-channel': ['bytesSent', 'bytesReceived'],
};

export const MOST_STATS = 2000;
export const MOST_LINES = 500;
export const MOST_SERVERS = 100;
export const MOST_SENDERS = 100;
export const MOST_MARKS = 32;
export const MOST_TRANSCEIVERS = 500;
export const LONGEST_TEXT = 512;

/** Reads what came through the port; anything that is not a report is `null`. */
export function parsePageReport(value: unknown): PageReport | null {
  if (typeof value !== 'object' || value === null) return null;
  const report = value as { readonly [K in keyof PageReport]?: unknown };
  const iceServers = parseTexts(report.iceServers, MOST_SERVERS);
  const remoteDescription = parseTexts(report.remoteDescription, MOST_LINES);
  const senders = parseSenders(report.senders);
  const marks = parseTexts(report.marks, MOST_MARKS);
  const stats = parseStats(report.stats);
  if (iceServers === null || remoteDescription === null) return null;
  if (senders === null || marks === null || stats === null) return null;
  if (!areTransceivers(report.transceivers)) return null;
  if (!areTurnUsers(report.turnUsers)) return null;
  if (!isConnectionNumber(report.connection) || typeof report.final !== 'boolean') return null;
  if (typeof report.answered !== 'boolean') return null;
  const { connection, final, answered, iceState, gatheringState, transportPolicy } = report;
  if (!isText(iceState) || !isText(gatheringState) || !isText(transportPolicy)) return null;
  return {
    connection,
    final,
    answered,
    iceState,
    gatheringState,
    transportPolicy,
    iceServers,
    turnUsers: report.turnUsers,
    remoteDescription,
    senders,
    marks,
    transceivers: report.transceivers,
    stats,
  };
}

function areTurnUsers(value: unknown): value is readonly TurnUser[] {
  return Array.isArray(value) && value.length <= MOST_SERVERS && value.every(isTurnUser);
}

function areTransceivers(value: unknown): value is readonly SoundTransceiver[] {
  return Array.isArray(value) && value.length <= MOST_TRANSCEIVERS && value.every(isTransceiver);
}

function isTransceiver(value: unknown): value is SoundTransceiver {
  if (typeof value !== 'object' || value === null) return false;
  const { mid, sendTransform, receiveTransform } = value as Record<string, unknown>;
  return isText(mid) && typeof sendTransform === 'boolean' && typeof receiveTransform === 'boolean';
}

function isConnectionNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_TEXT;
}

function parseTexts(value: unknown, most: number): readonly string[] | null {
  if (!Array.isArray(value) || value.length > most) return null;
  return value.every(isText) ? value : null;
}

function parseSenders(value: unknown): readonly SenderFacts[] | null {
  if (!Array.isArray(value) || value.length > MOST_SENDERS) return null;
  return value.every(isSender) ? value : null;
}

function isSender(value: unknown): value is SenderFacts {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, enabled, muted, readyState } = value as { [K in keyof SenderFacts]?: unknown };
  if (typeof enabled !== 'boolean' || typeof muted !== 'boolean') return false;
  return isText(kind) && isText(readyState);
}

function parseStats(value: unknown): readonly StatsEntry[] | null {
  if (!Array.isArray(value) || value.length > MOST_STATS) return null;
  return value.every(isStatsEntry) ? value : null;
}

function isStatsEntry(value: unknown): value is StatsEntry {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).every((field) =>
    typeof field === 'string' ? isText(field) : ['number', 'boolean'].includes(typeof field),
  );
}
