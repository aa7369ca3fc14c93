import type { IpAddress } from '../address';
import { type AddressWords, type Family, readWords } from '../address-words';
import { embeddedIpv4 } from '../embedded-ipv4';
import { specialRangeOf } from '../special-range';
import { COUNTRY_DATABASE, locationByAgreement, WITNESS_DATABASE } from './agreement';
import { createBoundedCache } from './bounded-cache';
import { type Curated, loadCurated } from './curated';
import type {
  AddressFacts,
  AutonomousSystem,
  DatabaseAnswer,
  Location,
  NotLocated,
} from './location';
import { openShippedDatabase, type ShippedDatabase } from './shipped-database';
import type { ShippedRecord } from './shipped-record';
import { type UserAnswer, userAnswers } from './user-answer';
import type { UserDatabase } from './user-database';

/** Everything that is known of addresses, opened once. */
export interface Locator {
  /** Never throws and never waits; what it can't say has a reason. */
  readonly factsOf: (address: IpAddress) => AddressFacts;
  /** Data in use, for the report: the user's own first. */
  readonly databases: readonly DatabaseVersion[];
  /** Why the shipped database can't be used, or `null`. */
  readonly fault: string | null;
}

export interface DatabaseVersion {
  readonly id: string;
  readonly name: string;
  /** ISO date of the data, `''` when unknown. */
  readonly date: string;
}

export interface LocatorInput {
  /** Bytes of the shipped database, `null` when they couldn't be read. */
  readonly shipped: Uint8Array | null;
  readonly user: readonly UserDatabase[];
}

/** What the answers are made from. */
interface Data {
  readonly user: readonly UserDatabase[];
  readonly shipped: ShippedDatabase | null;
  readonly curated: Curated;
}

/** Half of the addresses kept: a busy page many times over, in about two megabytes. */
const GENERATION = 2048;

/** Opens the data. A missing or damaged shipped database is told in every answer. */
export function createLocator({ shipped, user }: LocatorInput): Locator {
  const { database, fault } = openShippedDatabase(shipped);
  const data: Data = { user, shipped: database, curated: loadCurated() };
  return {
    factsOf: createBoundedCache(GENERATION, (address) => factsOfAddress(data, address)),
    databases: [
      ...user.map(({ name, date }) => ({ id: `user:${name}`, name, date })),
      ...(database?.sources ?? []),
    ],
    fault,
  };
}

/** Scratch: looking up is synchronous and never re-entered. */
const words = new Uint32Array(4);

function factsOfAddress(data: Data, address: IpAddress): AddressFacts {
  const family = readWords(address, words);
  if (family === 0) return { location: unlocated('none', '', []), network: null };
  const inside = family === 6 ? embeddedIpv4(words) : null;
  if (inside === null) return factsOfWords(data, words, family);
  readWords(inside.address, words);
  return { ...factsOfWords(data, words, 4), embedded: inside };
}

function factsOfWords(data: Data, words: AddressWords, family: Family): AddressFacts {
  const own = userAnswers(data.user, words, family);
  const special = specialRangeOf(words, family);
  if (special !== null) return specialFacts(special, own);
  const record = data.shipped?.recordOf(words, family) ?? null;
  const network = networkOf(own, record);
  const published = data.curated.publishedCountry(words);
  const answers = countryAnswers(own);
  if (published !== null) answers.push({ database: 'published', country: published });
  if (record !== null) {
    answers.push({ database: COUNTRY_DATABASE, country: record.country });
    answers.push({ database: WITNESS_DATABASE, country: record.witness });
  }
  const chosen = userLocation(own, answers);
  if (chosen !== null) return { location: chosen, network };
  if (published !== null) {
    return {
      location: { known: true, country: published, certainty: 'published', answers },
      network,
    };
  }
  const service = data.curated.anycastService(words, network?.asn ?? null);
  if (service !== null) return { location: unlocated('anycast', service, answers), network };
  if (record === null) return { location: unlocated('no-database', '', answers), network };
  return { location: locationByAgreement(record.country, record.witness, answers), network };
}

function unlocated(
  because: NotLocated,
  detail: string,
  answers: readonly DatabaseAnswer[],
): Location {
  return { known: false, because, detail, answers };
}

/** Special addresses are on no map but the user's own. */
function specialFacts(range: string, own: readonly UserAnswer[]): AddressFacts {
  const answers = countryAnswers(own);
  const location = userLocation(own, answers) ?? unlocated('special', range, answers);
  return { location, network: ownNetwork(own) };
}

function countryAnswers(own: readonly UserAnswer[]): DatabaseAnswer[] {
  return own.flatMap(({ answer }) => (answer === null ? [] : [answer]));
}

function userLocation(
  own: readonly UserAnswer[],
  answers: readonly DatabaseAnswer[],
): Location | null {
  const country = own.find(({ answer }) => answer?.country)?.answer?.country ?? null;
  return country === null ? null : { known: true, country, certainty: 'user', answers };
}

function ownNetwork(own: readonly UserAnswer[]): AutonomousSystem | null {
  return own.find(({ network }) => network !== null)?.network ?? null;
}

/** The user's network first; where a network is registered only the shipped data says. */
function networkOf(
  own: readonly UserAnswer[],
  record: ShippedRecord | null,
): AutonomousSystem | null {
  const shipped = record?.network ?? null;
  const chosen = ownNetwork(own);
  if (chosen === null || shipped === null) return chosen ?? shipped;
  if (chosen.asn !== shipped.asn) return chosen;
  return { ...shipped, organisation: chosen.organisation || shipped.organisation };
}
