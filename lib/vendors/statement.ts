import type { CountryCode } from '../country';
import type { Location } from '../geo/location';
import type { Source } from './vendor';

/** Countries by naming them, or by naming all the others. */
export type Countries =
  | { readonly in: readonly CountryCode[] }
  | { readonly notIn: readonly CountryCode[] };

/** What a company says in public about where data goes, in a form that can be held against what was seen. */
export interface Statement {
  readonly traffic: readonly ('voice' | 'room-data')[];
  /** Whose traffic it speaks of; `null`: everybody's. */
  readonly users: Countries | null;
  /**
   * Where it says that the traffic goes; `null` when it says nothing that a browser could see,
   * such as where data is stored or who may read it.
   */
  readonly machines: Countries | null;
  /** When it was said, as exactly as is known: `2021`, `2021-02` or `2021-02-13`. */
  readonly dated: string;
  readonly source: Source;
}

/**
 * `not-seen`: nothing was reached that the statement speaks of.
 * `consistent`: not proven; what a machine passes on can't be seen from a browser.
 */
export type Verdict = 'consistent' | 'not-seen' | 'contradicted' | 'cannot-tell';

/**
 * Holds a company's own words against what was seen. Only a place that is sure contradicts
 * anybody: one database alone, or two that disagree, never do.
 * @param places where the company's machines are that the statement's traffic reached.
 * @param user the country of the person in front of the browser, `null` when they haven't said.
 */
export function verdictOn(
  statement: Statement,
  places: readonly Location[],
  user: CountryCode | null,
): Verdict {
  const { machines } = statement;
  if (machines === null || !speaksOf(statement, user)) return 'cannot-tell';
  if (places.length === 0) return 'not-seen';
  if (places.some((place) => isSurelyOutside(machines, place))) return 'contradicted';
  return places.every((place) => place.known && holds(machines, place.country))
    ? 'consistent'
    : 'cannot-tell';
}

function speaksOf({ users }: Statement, user: CountryCode | null): boolean {
  return users === null || (user !== null && holds(users, user));
}

function isSurelyOutside(countries: Countries, place: Location): boolean {
  return place.known && place.certainty !== 'single' && !holds(countries, place.country);
}

function holds(countries: Countries, country: CountryCode): boolean {
  return 'in' in countries ? countries.in.includes(country) : !countries.notIn.includes(country);
}
