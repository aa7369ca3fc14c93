import { EDGE_DOMAINS, edgeHostname } from '../../../cli/demo/agora-access-point';
import { AGORA_HOSTS } from '../../../cli/demo/lab-hosts';

/**
 * The lab's machines hold real public addresses, inside namespaces without a way out. Countries and
 * networks were read from DB-IP Lite and RouteViews data of June 2026, not from Earshot.
 */
export interface Machine {
  readonly address: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly asn: number;
  /** Names that lead to it. */
  readonly names: readonly string[];
}

const EDGE_ADDRESS = '114.114.114.114';

export const MACHINES = {
  /** The app's own site. */
  app: {
    address: '18.195.0.10',
    country: 'DE',
    asn: 16509,
    names: ['jam.systems'],
  },
  /** Janus: signalling and media. */
  sfu: { address: '36.110.0.10', country: 'CN', asn: 4847, names: ['sfu.jam.systems'] },
  /** The same Janus, somewhere else: rooms that are moved in the middle of a call. */
  secondSfu: { address: '13.230.0.10', country: 'JP', asn: 16509, names: [] },
  /** coturn. */
  turn: { address: '3.80.0.10', country: 'US', asn: 14618, names: ['turn.jam.systems'] },
  /** Takes whatever pages send, under one name for each way of sending. */
  collector: {
    address: '101.6.6.6',
    country: 'CN',
    asn: 4538,
    names: [
      'fetch.collector.example',
      'beacon.collector.example',
      'answered-beacon.collector.example',
      'events.collector.example',
      'socket.collector.example',
      'worker.collector.example',
      'worker-socket.collector.example',
      'shared-worker.collector.example',
      'service-worker.collector.example',
      'frame.collector.example',
      'in-frame.collector.example',
      'redirected.collector.example',
      'sound.collector.example',
    ],
  },
  /** Sends on to the collector. */
  redirect: { address: '13.229.0.10', country: 'SG', asn: 16509, names: ['redirect.example'] },
  /** Janus has this address too. */
  six: { address: '2408:8000::1', country: 'CN', asn: 4837, names: ['six.example'] },
  /** An SFU that has no name: media of several SDKs, under whatever software they bring. */
  nameless: { address: '13.229.0.20', country: 'SG', asn: 16509, names: [] },
  twilio: {
    address: '3.80.0.20',
    country: 'US',
    asn: 14618,
    names: ['voice-js.roaming.twilio.com', 'eventgw.twilio.com'],
  },
  agoraAccess: { address: '13.228.0.10', country: 'SG', asn: 16509, names: [...AGORA_HOSTS] },
  agoraEdge: {
    address: EDGE_ADDRESS,
    country: 'CN',
    asn: 21859,
    names: EDGE_DOMAINS.map((domain) => edgeHostname(EDGE_ADDRESS, domain)),
  },
} as const satisfies Record<string, Machine>;

export const ALL_MACHINES: readonly Machine[] = Object.values(MACHINES);

/**
 * hosts(5) of the browser's namespace: names that aren't here lead nowhere.
 * Chromium looks TURN servers up with the dot that ends a full name, which no hosts file knows of.
 */
export function hostsFile(): string {
  const lines = ALL_MACHINES.flatMap(({ address, names }) =>
    names.map((name) => `${address} ${name} ${name}.`),
  );
  return ['127.0.0.1 localhost', '::1 localhost', ...lines, ''].join('\n');
}

/** The Agora edge server's port, told to its clients by the access point. */
export const AGORA_EDGE_PORT = 4713;
/** Of the collector's WebTransport server, over UDP. */
export const WEBTRANSPORT_PORT = 4443;
/** Where the lab's site tells the hash by which a browser takes its certificate for WebTransport. */
export const CERTIFICATE_HASH_PATH = '/certificate-hash';
/** Of a WebSocket on which two people find each other. */
export const MEETING_PATH = '/meeting';
/** Where the collector counts connectivity checks, and answers none. */
export const CHECKED_PORT = 5000;
export const JANUS_PORT = 8989;
export const JANUS_ADMIN = { port: 8990, secret: 'lab' } as const;
export const JANUS_ROOM = 1234;
/** The Agora channel whose edge server has its media come to a machine without a name. */
export const ELSEWHERE = 'elsewhere';
export const TURN_PORT = 3478;
export const TURN_TLS_PORT = 5349;
/** A name as Agora's media proxy gives it: the user's number, which plain TURN sends in clear. */
export const TURN_LOGIN = { username: '42424242', credential: 'lab' } as const;
