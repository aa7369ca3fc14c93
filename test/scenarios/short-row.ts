import type { DestinationRow } from '../../lib/report/tab-report';
import type { Subject } from '../../lib/subject';

/** A destination as a scenario's file writes it: what isn't said is as usual. */
export type ShortRow = Partial<Omit<DestinationRow, 'vendor' | 'network' | 'location'>> & {
  readonly subject: Subject;
  readonly host?: string;
  readonly address?: string;
  readonly port?: number;
  /** `"SG"`: two databases agree. `["CN", "single"]`: so sure. `["?", "anycast"]`: why not. */
  readonly place?: string | readonly [string, string];
  /** What each database says, if not what the place says: `{"dbip": "CN", "ipfire": null}`. */
  readonly answers?: Readonly<Record<string, string | null>>;
  /** AS number, name, country of registration. */
  readonly network?: readonly [number, string, string | null];
  /** Id; or id, how it was recognised, and by what. */
  readonly vendor?: string | readonly [string, string, string];
};

const USUAL = {
  voice: {
    transport: 'udp',
    traffic: 'media',
    hearing: 'server',
    bytesSent: 1_284_331,
    bytesReceived: 3_902_117,
  },
  'room-data': { transport: 'wss', traffic: 'signalling', bytesSent: null, bytesReceived: null },
  check: {
    transport: 'udp',
    traffic: 'connectivity-check',
    bytesSent: null,
    bytesReceived: null,
  },
  other: { transport: 'https', traffic: 'http', bytesSent: null, bytesReceived: null },
} as const;

const STARTED = 1_795_199_400_000;

export function fullRow(short: ShortRow, index: number): DestinationRow {
  const { host, address, port = 443, place, answers, network, vendor, ...rest } = short;
  const usual = { ...USUAL[short.subject], ...rest };
  return {
    key: `${short.subject} ${usual.traffic} ${usual.transport} ${host ?? ''}:${port} ${address ?? ''}`,
    endpoint: { hostname: host ?? null, address: address ?? null, port },
    locatedBy: address === undefined ? null : 'address',
    location: locationOf(place, answers),
    network:
      network === undefined
        ? null
        : { asn: network[0], organisation: network[1], registeredIn: network[2] },
    vendor: matchOf(vendor, host),
    outcome: 'reached',
    fromCache: false,
    late: false,
    proxied: false,
    peer: 'server',
    hearing: null,
    identifiers: [],
    via: ['page'],
    relayedBy: null,
    firstSeen: STARTED + index * 400,
    lastSeen: STARTED + 61_000,
    requests: 1,
    software: [],
    roundTripTime: null,
    ...usual,
  } as DestinationRow;
}

function locationOf(place: ShortRow['place'] = ['?', 'not-observed'], said?: ShortRow['answers']) {
  const [country, sure] = typeof place === 'string' ? [place, 'agree'] : place;
  const both = country === '?' ? {} : { dbip: country, ipfire: sure === 'single' ? null : country };
  const answers = Object.entries(said ?? both).map(([database, each]) => ({
    database,
    country: each,
  }));
  if (country === '?') return { known: false, because: sure, detail: '', answers };
  return { known: true, country, certainty: sure, answers };
}

function matchOf(vendor: ShortRow['vendor'], host?: string) {
  if (vendor === undefined) return null;
  if (typeof vendor !== 'string') {
    return { vendor: vendor[0], by: vendor[1], matched: vendor[2] };
  }
  return { vendor, by: 'host', matched: (host ?? '').split('.').slice(-2).join('.') };
}
