import { type Carried, flows } from './carried';
import { type Hearing, hearingAtFarEnd } from './hearing';
import type {
  CandidatePairObservation,
  Endpoint,
  IceServerObservation,
  ListedObservation,
  Observation,
  Outcome,
  OwnVoice,
  RequestObservation,
  SoundObservation,
  Traffic,
  Transport,
  Via,
} from './observation';
import type { RecognisedSound } from './recognised-sound';
import type { SeenMark } from './software/mark';

/** One machine that an observation shows the browser, or its relay, in contact with. */
export interface Contact {
  readonly at: number;
  readonly endpoint: Endpoint;
  readonly transport: Transport;
  readonly traffic: Traffic;
  readonly outcome: Outcome;
  readonly fromCache: boolean;
  /** Known from the page's own list alone. */
  readonly late: boolean;
  readonly proxied: boolean;
  readonly peer: 'server' | 'person';
  readonly via: Via;
  readonly request: Pick<
    RequestObservation,
    'resource' | 'sends' | 'stream' | 'parameters' | 'namesRoom'
  > | null;
  /** Set when a TURN server was told in clear who the user is. */
  readonly namesUser?: true;
  /** Set when it is sound that was recognised by what it does. */
  readonly sound?: RecognisedSound;
  /** Who can hear the sound at this machine; `unseen` for what carries none. */
  readonly hearing: Hearing;
  /** Reached only through the contact named just before this one. */
  readonly behindRelay: boolean;
  /** Totals of one path of a peer connection; `null` where the browser counts none. */
  readonly meter: {
    /** Tells this path from the others of its frame. */
    readonly path: string;
    readonly bytesSent: number;
    readonly bytesReceived: number;
    /** `null` where it isn't counted by kind. */
    readonly carried: Carried | null;
    readonly ownVoice: OwnVoice;
  } | null;
  /** Seconds. */
  readonly roundTripTime: number | null;
  /** Marks of the software at this machine. */
  readonly software: readonly SeenMark[];
}

/**
 * The machines in one observation, next hop first. A relayed candidate pair has two: the TURN
 * server, to which the browser's packets go, and the machine the TURN server passes them to.
 */
export function contactsOf(observation: Observation): readonly Contact[] {
  switch (observation.kind) {
    case 'request':
      return [contactOfRequest(observation)];
    case 'listed':
      return [contactOfListed(observation)];
    case 'candidate-pair':
      return contactsOfPair(observation);
    case 'ice-server':
      return [contactOfIceServer(observation)];
    case 'sound':
      return [contactOfSound(observation)];
  }
}

function contactOfRequest(seen: RequestObservation): Contact {
  return {
    at: seen.at,
    endpoint: seen.endpoint,
    transport: seen.transport,
    traffic: isSocket(seen.transport) ? 'signalling' : 'http',
    outcome: seen.outcome,
    fromCache: seen.fromCache,
    late: false,
    proxied: seen.proxied,
    peer: 'server',
    hearing: 'unseen',
    via: seen.via,
    request: seen,
    behindRelay: false,
    meter: null,
    roundTripTime: null,
    software: seen.software,
  };
}

/** Nobody saw it answered, so it weighs no more than an attempt. */
function contactOfListed(seen: ListedObservation): Contact {
  const request: RequestObservation = {
    ...seen,
    kind: 'request',
    resource: 'other',
    sends: false,
    parameters: [],
    namesRoom: false,
    outcome: 'attempted',
    fromCache: false,
    proxied: false,
    software: [],
  };
  return { ...contactOfRequest(request), late: true };
}

function isSocket(transport: Transport): boolean {
  return transport === 'ws' || transport === 'wss' || transport === 'webtransport';
}

function contactsOfPair(seen: CandidatePairObservation): readonly Contact[] {
  const { remote, turn } = seen;
  const path = {
    at: seen.at,
    traffic: trafficOfPair(seen),
    outcome: seen.bytesReceived > 0 || seen.roundTripTime !== null ? 'reached' : 'attempted',
    fromCache: false,
    late: false,
    proxied: false,
    via: seen.via,
    request: null,
    roundTripTime: seen.roundTripTime,
  } as const;
  const far: Contact = {
    ...path,
    meter: meterOf(seen, 'far'),
    endpoint: { hostname: null, address: remote.address, port: remote.port },
    transport: remote.protocol,
    peer: seen.peer,
    hearing: hearingAtFarEnd(seen),
    behindRelay: turn !== null,
    software: seen.software,
  };
  if (turn === null) return [far];
  // The pair's round trip spans both hops, so it bounds neither server's distance closely; it is
  // still an upper bound for the TURN server, which lies on the way.
  const near: Contact = {
    ...path,
    meter: meterOf(seen, 'near'),
    endpoint: turn.endpoint,
    transport: turn.transport,
    peer: 'server',
    hearing: 'passed-on',
    behindRelay: false,
    // What wrote the description is the far end's, or what the page has for it.
    software: [],
  };
  return [near, far];
}

function meterOf(
  seen: CandidatePairObservation,
  end: 'near' | 'far',
): NonNullable<Contact['meter']> {
  const { connection, remote, turn, bytesSent, bytesReceived, carried, ownVoice } = seen;
  const path = JSON.stringify([connection, end, remote, turn]);
  return { path, bytesSent, bytesReceived, carried, ownVoice };
}

/** A selected path that has carried nothing yet has only been checked (RFC 8445 §2.2). */
function trafficOfPair({ state, carried }: CandidatePairObservation): Traffic {
  if (state === 'checked') return 'connectivity-check';
  if (flows(carried.audio) || flows(carried.video)) return 'media';
  return flows(carried.data) ? 'data-channel' : 'connectivity-check';
}

function contactOfIceServer(seen: IceServerObservation): Contact {
  return {
    at: seen.at,
    endpoint: seen.endpoint,
    transport: seen.transport,
    traffic: 'connectivity-check',
    outcome: seen.outcome,
    fromCache: false,
    late: false,
    proxied: false,
    peer: 'server',
    hearing: 'unseen',
    via: seen.via,
    request: null,
    behindRelay: false,
    meter: null,
    roundTripTime: null,
    software: [],
    ...(seen.namesUser ? { namesUser: true } : {}),
  };
}

function contactOfSound(seen: SoundObservation): Contact {
  const { channel, transport, bytesSent, bytesReceived } = seen;
  const path = JSON.stringify(['sound', channel, transport, seen.endpoint]);
  return {
    at: seen.at,
    endpoint: seen.endpoint,
    transport,
    traffic: 'media',
    outcome: 'reached',
    fromCache: false,
    late: false,
    proxied: false,
    peer: 'server',
    via: seen.via,
    request: null,
    hearing: 'unseen',
    software: [],
    sound: { sent: seen.sent, received: seen.received },
    behindRelay: false,
    meter:
      channel === null
        ? null
        : { path, bytesSent, bytesReceived, carried: null, ownVoice: 'never' },
    roundTripTime: null,
  };
}
