import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOTHING_CARRIED } from '../../lib/carried';
import type { Observation } from '../../lib/observation';

/** One file of this folder: what was observed, and what must be said of it. */
export interface Judgement {
  readonly name: string;
  readonly title: string;
  readonly page: string;
  /** The country the user says they are in. */
  readonly here: string | null;
  readonly observations: readonly (Observation & { readonly frame?: number })[];
  readonly expect: {
    /** All destinations, in order; fields left out aren't compared. */
    readonly destinations: readonly ExpectedDestination[];
    readonly findings: readonly ExpectedFinding[];
  };
  /** Rules that may speak too, since it depends on the data's owners of networks. */
  readonly alsoAllowed: readonly string[];
}

export type ExpectedDestination = Readonly<Record<string, unknown>>;

export interface ExpectedFinding {
  readonly rule: string;
  readonly severity: string;
  readonly country?: string;
}

const COMMON = { at: 1_790_000_000_000, via: 'page', origin: 'https://room.example' };

/** What a recorded observation leaves out. */
const DEFAULTS: Readonly<Record<string, object>> = {
  request: {
    sends: false,
    parameters: [],
    namesRoom: false,
    outcome: 'reached',
    fromCache: false,
    proxied: false,
    software: [],
  },
  'candidate-pair': {
    connection: 0,
    state: 'in-use',
    peer: 'server',
    turn: null,
    carried: NOTHING_CARRIED,
    ownVoice: 'never',
    sound: 'unseen',
    bytesSent: 0,
    bytesReceived: 0,
    roundTripTime: null,
    software: [],
  },
  sound: { channel: 0, sent: null, received: null, bytesSent: 0, bytesReceived: 0 },
  'ice-server': { connection: 0, transport: 'udp', outcome: 'reached' },
};

export function readJudgements(): readonly Judgement[] {
  return readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const file = JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'));
      const observations = file.observations.map((seen: { kind: string }) => ({
        ...COMMON,
        ...DEFAULTS[seen.kind],
        ...seen,
      }));
      return {
        alsoAllowed: [],
        here: null,
        ...file,
        name: name.replace('.json', ''),
        observations,
      };
    });
}
