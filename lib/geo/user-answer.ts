import type { AddressWords, Family } from '../address-words';
import type { AutonomousSystem, DatabaseAnswer, Location } from './location';
import { MmdbError } from './mmdb-error';
import { lookUp } from './mmdb-reader';
import type { UserDatabase } from './user-database';
import { parseUserRecord, type UserRecord } from './user-record';

/** What one of the user's own databases says. */
export interface UserAnswer {
  /** `null` from a database that knows the network only: it wasn't asked for a country. */
  readonly answer: DatabaseAnswer | null;
  readonly network: AutonomousSystem | null;
}

/** Asks each in turn. */
export function userAnswers(
  databases: readonly UserDatabase[],
  words: AddressWords,
  family: Family,
): UserAnswer[] {
  return databases.map((database) => {
    const { country, network } = ask(database, words, family);
    const networkOnly = country === null && network !== null;
    return { answer: networkOnly ? null : { database: `user:${database.name}`, country }, network };
  });
}

/** A record that turns out to be damaged is no answer; the file as a whole was checked before. */
function ask({ mmdb }: UserDatabase, words: AddressWords, family: Family): UserRecord {
  try {
    return parseUserRecord(lookUp(mmdb, words, family));
  } catch (error) {
    if (error instanceof MmdbError) return { country: null, network: null };
    throw error;
  }
}

/** The answers that are about countries, in the order in which they were asked. */
export function countryAnswers(own: readonly UserAnswer[]): DatabaseAnswer[] {
  return own.flatMap(({ answer }) => (answer === null ? [] : [answer]));
}

/** The first country named by the user's own databases, or `null`. */
export function userLocation(
  own: readonly UserAnswer[],
  answers: readonly DatabaseAnswer[],
): Location | null {
  const country = own.find(({ answer }) => answer?.country)?.answer?.country ?? null;
  return country === null ? null : { known: true, country, certainty: 'user', answers };
}

/** The first network named by the user's own databases, or `null`. */
export function ownNetwork(own: readonly UserAnswer[]): AutonomousSystem | null {
  return own.find(({ network }) => network !== null)?.network ?? null;
}
