import type { CountryCode } from '../../lib/country';
import type { Certainty, Location, NotLocated } from '../../lib/geo/location';
import type { Phrase } from '../../lib/report/phrase';
import type { DestinationRow } from '../../lib/report/tab-report';
import { wordsOf } from '../../lib/report/wording/statement';
import type { Evidence } from '../../lib/rules/rule';
import { SUBJECTS } from '../../lib/subject';
import { scenario } from '../scenarios/scenarios';
import { directory, law } from './fixture-directory';

export const CN = 'CN' as CountryCode;
export const SG = 'SG' as CountryCode;
const both = [
  { database: 'dbip', country: CN },
  { database: 'ipfire', country: SG },
];
const certainties: Certainty[] = ['agree', 'single', 'published', 'user'];
const reasons: NotLocated[] = [
  'disagree',
  'none',
  'anycast',
  'special',
  'hidden-by-proxy',
  'not-observed',
  'person',
  'no-database',
  'ruled-out',
];
export const LOCATIONS: Location[] = [
  ...certainties.map((certainty) => ({
    known: true as const,
    country: SG,
    certainty,
    answers: both,
  })),
  ...reasons.map((because) => ({
    known: false as const,
    because,
    detail: because === 'special' ? 'loopback' : '',
    answers: because === 'disagree' || because === 'ruled-out' ? both : [],
  })),
];
const EVIDENCE: Evidence[] = [
  ...[...certainties, 'disagree' as const].flatMap((certainty) =>
    [true, false].map((networkAgrees) => ({
      kind: 'location' as const,
      country: CN,
      certainty,
      networkAgrees,
      answers: both,
    })),
  ),
  {
    kind: 'control',
    country: CN,
    operator: { kind: 'vendor', id: 'agora' as never },
    jurisdictions: [law('CN', 'principal-offices'), law('CN', 'parent')],
  },
  {
    kind: 'control',
    country: CN,
    operator: { kind: 'network', id: 'alibaba' as never, asn: 37963 },
    jurisdictions: [law('CN', 'parent')],
  },
  { kind: 'cleartext', transport: 'ws', subject: 'room-data' },
  ...[null, { notIn: [CN] }].map((users) => ({
    kind: 'claim' as const,
    country: SG,
    vendor: 'agora' as never,
    statement: {
      traffic: ['voice' as const],
      users,
      machines: { in: [CN] },
      dated: '2021-02',
      source: { url: 'https://says.example/', says: 'So.', checked: '2026-11-23' },
    },
  })),
  { kind: 'hearing', hearing: 'server' },
  ...(['room', 'user'] as const).flatMap((names) =>
    (['third-party', 'cleartext'] as const).map((exposure) => ({
      kind: 'identifier' as const,
      names,
      exposure,
      parameters: ['userId'],
      observed: false,
    })),
  ),
  { kind: 'hearing', hearing: 'server-in-part' },
];
const OPERATORS: Pick<DestinationRow, 'vendor' | 'network'>[] = [
  { vendor: null, network: null },
  { vendor: null, network: { asn: 65000, organisation: '', registeredIn: null } },
  { vendor: null, network: { asn: 37963, organisation: 'Hangzhou', registeredIn: CN } },
  {
    vendor: { vendor: 'agora' as never, by: 'host', matched: 'agora.io' },
    network: { asn: 37963, organisation: 'Hangzhou', registeredIn: CN },
  },
  { vendor: { vendor: 'gone' as never, by: 'host', matched: 'gone.example' }, network: null },
];

/** A finding about a row, in words that have no language yet: what, then why. */
export interface EveryFinding {
  readonly row: DestinationRow;
  readonly evidence: Evidence;
  readonly phrases: readonly [Phrase, Phrase];
}

export const MODEL = scenario('voice-to-watched-country').destinations[0] as DestinationRow;

/** Every combination of subject, location, evidence, operator and outcome. */
export const EVERY_FINDING: readonly EveryFinding[] = SUBJECTS.flatMap((subject) =>
  LOCATIONS.flatMap((location) =>
    OPERATORS.flatMap((operator) =>
      (['reached', 'attempted'] as const).flatMap((outcome) =>
        (['address', 'host-name'] as const).flatMap((locatedBy) => {
          const isPerson = !location.known && location.because === 'person';
          const peer = isPerson ? 'person' : 'server';
          const row = {
            ...MODEL,
            ...operator,
            subject,
            location,
            outcome,
            locatedBy,
            peer,
          } as const;
          return EVIDENCE.map((evidence) => ({ row, evidence, phrases: wordsFor(row, evidence) }));
        }),
      ),
    ),
  ),
);

function wordsFor(row: DestinationRow, evidence: Evidence): readonly [Phrase, Phrase] {
  const about = { rule: 'any', severity: 'warning', destination: row.key, evidence } as const;
  return wordsOf(about, row, directory);
}
