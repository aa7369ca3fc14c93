import type { IpAddress } from './address';
import type { Carried } from './carried';
import type { Hostname } from './hostname';
import type { RecognisedSound } from './recognised-sound';
import type { SeenMark } from './software/mark';

/** What was seen, before anybody says where it is or whose it is. One thing each. */
export type Observation =
  | RequestObservation
  | ListedObservation
  | CandidatePairObservation
  | IceServerObservation
  | SoundObservation;

/** The next hop, as far as the browser tells: a relayed packet's next hop is the TURN server. */
export interface Endpoint {
  readonly hostname: Hostname | null;
  /** `null` when the browser gave none: refused, failed, blocked, or withheld. */
  readonly address: IpAddress | null;
  readonly port: number | null;
}

export const TRANSPORTS = [
  'http',
  'https',
  'ws',
  'wss',
  'webtransport',
  'udp',
  'tcp',
  'tls',
] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** What kind of exchange it is. `connectivity-check` is RFC 8445's word for ICE's pings. */
export const TRAFFIC = [
  'media',
  'data-channel',
  'connectivity-check',
  'signalling',
  'http',
] as const;
export type Traffic = (typeof TRAFFIC)[number];

/** `attempted`: asked for, no answer seen (yet). `reached`: the machine answered. */
export type Outcome = 'attempted' | 'reached' | 'failed';

/** What the page asked for; the browsers' own lists differ, this is their common part. */
export type ResourceKind =
  | 'document'
  | 'frame'
  | 'script'
  | 'fetch'
  | 'beacon'
  | 'websocket'
  | 'webtransport'
  | 'media'
  | 'image'
  | 'other';

/**
 * Where in the app the contact came from. A dedicated worker can't be told from its page;
 * service workers and shared workers belong to no tab and are `background-worker`. `preload`: a
 * page the browser fetches or prepares ahead, which may never be shown.
 */
export const VIAS = ['page', 'frame', 'background-worker', 'preload'] as const;
export type Via = (typeof VIAS)[number];

/** One HTTP(S) request or one WebSocket or WebTransport handshake, or one redirect hop of it. */
export interface RequestObservation {
  readonly kind: 'request';
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly endpoint: Endpoint;
  readonly transport: Transport;
  readonly resource: ResourceKind;
  /** The page hands data over: any method but GET, HEAD and OPTIONS, and every socket. */
  readonly sends: boolean;
  /** Names of the parameters in its address that hold something; never their values. */
  readonly parameters: readonly string[];
  /** The room's name in the page's own address stands in this one too. */
  readonly namesRoom: boolean;
  readonly outcome: Outcome;
  readonly fromCache: boolean;
  /** Firefox says so itself (`proxyInfo`); Chromium never does. */
  readonly proxied: boolean;
  /** Marks in a WebSocket's URL. */
  readonly software: readonly SeenMark[];
  readonly via: Via;
  /** Origin of the frame or worker that asked, `null` for opaque origins. */
  readonly origin: string | null;
  /** Set when it is part of a stream of sound or picture, by the end of its path or its kind. */
  readonly stream?: StreamPart;
}

/**
 * A host in the page's own list of what it loaded (Resource Timing), whose request the browser
 * didn't show us: it came before we did, or was answered from memory. The list tells no address.
 */
export interface ListedObservation {
  readonly kind: 'listed';
  readonly at: number;
  readonly endpoint: Endpoint;
  readonly transport: 'http' | 'https';
  readonly via: Via;
  readonly origin: string | null;
}

/**
 * `playlist`: HLS's `.m3u8` (RFC 8216) or DASH's `.mpd`, with a number that tells it from others.
 * `piece`: what a player plays.
 */
export type StreamPart =
  | { readonly kind: 'playlist'; readonly number: number }
  | { readonly kind: 'piece' };

/** RFC 8445 candidate types; `relay` means the address belongs to a TURN server. */
export type CandidateType = 'host' | 'srflx' | 'prflx' | 'relay';

export interface Candidate {
  readonly type: CandidateType;
  /** `null` when the browser withholds it, when it is an mDNS name, or when it is a person's. */
  readonly address: IpAddress | null;
  readonly port: number | null;
  readonly protocol: 'udp' | 'tcp';
}

/** The TURN server a relayed local candidate goes through: the browser's real next hop. */
export interface TurnServer {
  readonly endpoint: Endpoint;
  readonly transport: 'udp' | 'tcp' | 'tls';
}

/**
 * Whether the page sends sound of its user: `now` while a sender with a live, unmuted track sends
 * on, `before` when one did. A muted sender goes on sending, but silence (W3C mediacapture-main
 * §4.3.1), and a page that only listens sends nothing.
 */
export type OwnVoice = 'now' | 'before' | 'never';

/**
 * Whether the page transforms the encoded sound of a connection between encoder and network, as
 * end-to-end encryption does (W3C webrtc-encoded-transform): all of what has flowed, none, or some.
 * `unseen`: no sound has flowed yet, or none that the browser lets anybody look into.
 */
export type SoundTransform = 'transformed' | 'plain' | 'mixed' | 'unseen';

/**
 * One ICE candidate pair of an RTCPeerConnection (W3C webrtc-stats `candidate-pair`).
 * Byte counts are totals since the pair began.
 */
export interface CandidatePairObservation {
  readonly kind: 'candidate-pair';
  readonly at: number;
  /** Counts the peer connections of one frame from 0. */
  readonly connection: number;
  /** `in-use`: selected by its transport now or before. `checked`: only ever pinged. */
  readonly state: 'in-use' | 'checked';
  readonly remote: Candidate;
  /** Whether the far end is a machine of a service or another participant; see `rtc/peer-kind`. */
  readonly peer: 'server' | 'person';
  /** Set when the local candidate is a relay. */
  readonly turn: TurnServer | null;
  readonly carried: Carried;
  readonly ownVoice: OwnVoice;
  readonly sound: SoundTransform;
  /** All datagrams but checks: with headers, encryption and handshakes, without IP and UDP. */
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** Seconds; `null` before the first answer. */
  readonly roundTripTime: number | null;
  /** Marks of the software at the far end, on this very connection. */
  readonly software: readonly SeenMark[];
  readonly via: Via;
  readonly origin: string | null;
}

/** A STUN or TURN server the page configured, and whether it has answered. */
export interface IceServerObservation {
  readonly kind: 'ice-server';
  readonly at: number;
  readonly connection: number;
  readonly endpoint: Endpoint;
  readonly transport: 'udp' | 'tcp' | 'tls';
  readonly role: 'stun' | 'turn';
  /** `reached` once it produced a candidate; `attempted` once gathering began. */
  readonly outcome: Outcome;
  /** Set when it was told a user name without TLS that names a user, by its shape. */
  readonly namesUser?: true;
  readonly via: Via;
  readonly origin: string | null;
}

/** A WebSocket, a WebTransport session or a stream in which sound was recognised. */
export interface SoundObservation extends RecognisedSound {
  readonly kind: 'sound';
  readonly at: number;
  /** Counts the sockets and sessions of one frame from 0; `null` for a player's stream. */
  readonly channel: number | null;
  /** No address: that is told by the request that opened it. */
  readonly endpoint: Endpoint;
  readonly transport: 'ws' | 'wss' | 'webtransport' | 'http' | 'https';
  /** Totals since the frame began. */
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly via: Via;
  readonly origin: string | null;
}
