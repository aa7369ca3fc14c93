import type { IpAddress } from '../address';
import { type AddressWords, type Family, readWords } from '../address-words';
import { embeddedIpv4 } from '../embedded-ipv4';
import { specialRangeOf } from '../special-range';
import { COUNTRY_DATABASE, locationByAgreement, PUBLISHED, WITNESS_DATABASE } from './agreement';
import { createBoundedCache } from './bounded-cache';
import { type Curated, loadCurated, type PublishedLocation } from './curated';
import type {
  AddressFacts,
  AutonomousSystem,
  DatabaseAnswer,
  Location,
  NotLocated,
} from './location';
import type { PartedDatabase, PartName } from './parted-database';
import { type OpenedShipped, openShippedDatabase, type ShippedDatabase } from './shipped-database';
import type { ShippedRecord } from './shipped-record';
import {
  countryAnswers,
  ownNetwork,
  type UserAnswer,
  userAnswers,
  userLocation,
} from './user-answer';
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
  return createLocatorOver(openShippedDatabase(shipped), user);
}

/**
 * The same over a database that is open. One in parts must have been handed the part of an address
 * before that is asked for: see {@link missingParts}.
 */
export function createLocatorOver(
  { database, fault }: OpenedShipped,
  user: readonly UserDatabase[],
): Locator {
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

/** The parts of the shipped data that are needed to locate an address and aren't there yet. */
export function missingParts(database: PartedDatabase, address: IpAddress): readonly PartName[] {
  const family = readWords(address, words);
  if (family === 0) return [];
  const inside = family === 6 ? embeddedIpv4(words) : null;
  if (inside !== null) return missingParts(database, inside.address);
  return specialRangeOf(words, family) === null ? database.missingParts(words, family) : [];
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
  const published = data.curated.publishedLocation(words, family);
  const answers = countryAnswers(own);
  if (published !== null) answers.push({ database: PUBLISHED, country: published.country });
  if (record !== null) {
    answers.push({ database: COUNTRY_DATABASE, country: record.country });
    answers.push({ database: WITNESS_DATABASE, country: record.witness });
  }
  const location =
    userLocation(own, answers) ??
    publishedLocation(published, record, answers) ??
    anycastLocation(data.curated.anycastService(words, family, network?.asn ?? null), answers) ??
    databaseLocation(record, published, answers);
  return { location, network };
}

/** The operator's own word, which is no less certain when both databases say the same. */
function publishedLocation(
  published: PublishedLocation | null,
  record: ShippedRecord | null,
  answers: readonly DatabaseAnswer[],
): Location | null {
  if (!published?.byOperator) return null;
  const { country } = published;
  const agreed = record?.country === country && record.witness === country;
  return { known: true, country, certainty: agreed ? 'agree' : 'published', answers };
}

function anycastLocation(
  service: string | null,
  answers: readonly DatabaseAnswer[],
): Location | null {
  return service === null ? null : unlocated('anycast', service, answers);
}

function databaseLocation(
  record: ShippedRecord | null,
  published: PublishedLocation | null,
  answers: readonly DatabaseAnswer[],
): Location {
  if (record === null) return unlocated('no-database', '', answers);
  return locationByAgreement(record.country, record.witness, published?.country ?? null, answers);
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
