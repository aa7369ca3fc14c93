import { type IpAddress, parseAddress } from '../address';
import { type Carried, eachKind, type Flow, KINDS_CARRIED } from '../carried';
import { type Hostname, parseHostname } from '../hostname';
import type {
  Candidate,
  CandidatePairObservation,
  Endpoint,
  IceServerObservation,
  TurnServer,
} from '../observation';
import { MOST_HOSTS, type ResourceHost } from '../resource-host';
import type { LivePlaybackEvent } from '../sound/endless-player';
import { type MicrophoneEvent, parseMicrophoneEvent } from '../sound/microphone-event';
import { parseSoundEvent, type SoundEvent } from '../sound/sound-event';
import { type PageLifeEvent, parsePageLife } from './page-life-event';
import { parseSeenMarks } from './software-marks';

type Unplaced<T> = Omit<T, 'via' | 'origin'>;

/**
 * The one message type from a frame to the background. Which tab and frame it came from is the
 * browser's word (`sender`), never the message's.
 */
export type ProbeEvent =
  | PageLifeEvent
  | Unplaced<CandidatePairObservation>
  | Unplaced<IceServerObservation>
  | SoundEvent
  | MicrophoneEvent
  | LivePlaybackEvent
  | { readonly kind: 'resource-hosts'; readonly hosts: readonly ResourceHost[] }
  /** Not told: the frame had sent too many messages, or its page holds statistics back. */
  | { readonly kind: 'dropped'; readonly count: number };

/** Reads a message; what isn't exactly one is `null`. Unknown fields are left behind. */
export function parseProbeEvent(value: unknown): ProbeEvent | null {
  if (!isRecord(value)) return null;
  switch (value.kind) {
    case 'hello':
    case 'goodbye':
      return parsePageLife(value);
    case 'candidate-pair':
      return parseCandidatePair(value);
    case 'ice-server':
      return parseIceServer(value);
    case 'sound':
      return parseSoundEvent(value, parseEndpoint(value.endpoint));
    case 'microphone':
      return parseMicrophoneEvent(value);
    case 'live-playback':
      return { kind: 'live-playback' };
    case 'resource-hosts':
      return parseResourceHosts(value);
    case 'dropped':
      return isCount(value.count) ? { kind: 'dropped', count: value.count } : null;
    default:
      return null;
  }
}

type Fields = { readonly [field: string]: unknown };

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isOneOf<const T extends string>(value: unknown, choices: readonly T[]): value is T {
  return (choices as readonly unknown[]).includes(value);
}

/** Either the parsed value in a box or `null` for "not one": `null` itself is a valid address. */
type Parsed<T> = { readonly is: T } | null;

function parseNullable<T>(value: unknown, parse: (text: string) => T | null): Parsed<T | null> {
  if (value === null) return { is: null };
  if (typeof value !== 'string' || value.length > 255) return null;
  const parsed = parse(value);
  return parsed === null ? null : { is: parsed };
}

function isPortOrNull(value: unknown): value is number | null {
  return value === null || (isCount(value) && value <= 65535);
}

function parseEndpoint(value: unknown): Endpoint | null {
  if (!isRecord(value) || !isPortOrNull(value.port)) return null;
  const hostname = parseNullable<Hostname>(value.hostname, parseHostname);
  const address = parseNullable<IpAddress>(value.address, parseAddress);
  if (hostname === null || address === null) return null;
  return { hostname: hostname.is, address: address.is, port: value.port };
}

function parseCandidate(value: unknown): Candidate | null {
  if (!isRecord(value) || !isPortOrNull(value.port)) return null;
  const { type, protocol, port } = value;
  const address = parseNullable<IpAddress>(value.address, parseAddress);
  if (address === null || !isOneOf(type, ['host', 'srflx', 'prflx', 'relay'])) return null;
  if (!isOneOf(protocol, ['udp', 'tcp'])) return null;
  return { type, address: address.is, port, protocol };
}

function parseTurn(value: unknown): Parsed<TurnServer | null> {
  if (value === null) return { is: null };
  if (!isRecord(value) || !isOneOf(value.transport, ['udp', 'tcp', 'tls'])) return null;
  const endpoint = parseEndpoint(value.endpoint);
  return endpoint === null ? null : { is: { endpoint, transport: value.transport } };
}

function parseCarried(value: unknown): Carried | null {
  if (!isRecord(value) || !KINDS_CARRIED.every((kind) => isFlow(value[kind]))) return null;
  return eachKind((kind) => {
    const { sent, received } = value[kind] as Flow;
    return { sent, received };
  });
}

function isFlow(value: unknown): value is Flow {
  return isRecord(value) && isCount(value.sent) && isCount(value.received);
}

function parseCandidatePair(value: Fields): ProbeEvent | null {
  const { at, connection, state, peer, ownVoice, sound } = value;
  const { bytesSent, bytesReceived, roundTripTime } = value;
  const remote = parseCandidate(value.remote);
  const turn = parseTurn(value.turn);
  const carried = parseCarried(value.carried);
  const software = parseSeenMarks(value.software);
  if (remote === null || turn === null || carried === null || software === null) return null;
  if (!isCount(at) || !isCount(connection) || !isCount(bytesSent) || !isCount(bytesReceived)) {
    return null;
  }
  if (!isOneOf(state, ['in-use', 'checked']) || !isOneOf(peer, ['server', 'person'])) return null;
  if (!isOneOf(ownVoice, ['now', 'before', 'never'])) return null;
  if (!isOneOf(sound, ['transformed', 'plain', 'mixed', 'unseen'])) return null;
  if (roundTripTime !== null && !isSeconds(roundTripTime)) return null;
  return {
    kind: 'candidate-pair',
    at,
    connection,
    state,
    // A person's address is dropped even from a message that should never have held one.
    remote: peer === 'person' ? { ...remote, address: null, port: null } : remote,
    peer,
    turn: turn.is,
    carried,
    ownVoice,
    sound,
    bytesSent,
    bytesReceived,
    roundTripTime,
    software: peer === 'person' ? [] : software,
  };
}

function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value < 3600;
}

function parseIceServer(value: Fields): ProbeEvent | null {
  const { at, connection, transport, role, outcome } = value;
  const endpoint = parseEndpoint(value.endpoint);
  if (endpoint === null || !isCount(at) || !isCount(connection)) return null;
  if (!isOneOf(transport, ['udp', 'tcp', 'tls']) || !isOneOf(role, ['stun', 'turn'])) return null;
  if (!isOneOf(outcome, ['attempted', 'reached', 'failed'])) return null;
  const server = {
    kind: 'ice-server',
    at,
    connection,
    endpoint,
    transport,
    role,
    outcome,
  } as const;
  const isTold = value.namesUser === true && role === 'turn' && transport !== 'tls';
  return isTold ? { ...server, namesUser: true } : server;
}

function parseResourceHosts({ hosts }: Fields): ProbeEvent | null {
  if (!Array.isArray(hosts) || hosts.length === 0 || hosts.length > MOST_HOSTS) return null;
  const parsed: ResourceHost[] = [];
  for (const value of hosts as unknown[]) {
    if (!isRecord(value)) return null;
    const { scheme, host, port } = value;
    if (!isOneOf(scheme, ['http', 'https']) || !isCount(port) || port > 65535) return null;
    if (typeof host !== 'string' || host.length > 255 || !/^[^/?#@\\\s]+$/.test(host)) return null;
    parsed.push({ scheme, host, port });
  }
  return { kind: 'resource-hosts', hosts: parsed };
}
