import type { CountryCode } from '../country';
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

export type Verdict =
  /** Not proven: what a machine passes on can't be seen from a browser. */
  | { readonly verdict: 'consistent' }
  /** Nothing was reached that the statement speaks of. */
  | { readonly verdict: 'not-seen' }
  | { readonly verdict: 'contradicted' }
  | { readonly verdict: 'cannot-tell'; readonly because: WhyNoVerdict };

export type WhyNoVerdict =
  /** It speaks of what no browser sees. */
  | 'not-visible'
  /** It speaks of users by country, and the user hasn't said where they are. */
  | 'user-unsaid'
  /** It speaks of people in other countries than the user's. */
  | 'other-users'
  /** Something was reached, and nobody can say for sure where it is. */
  | 'place-unsure';

/**
 * Holds a company's own words against what was seen.
 * @param places where the company's machines are that the statement's traffic reached; `null` for
 *   one whose place isn't sure: it contradicts nobody.
 * @param user the country of the person in front of the browser, `null` when they haven't said.
 */
export function verdictOn(
  { machines, users }: Statement,
  places: readonly (CountryCode | null)[],
  user: CountryCode | null,
): Verdict {
  if (machines === null) return cannotTell('not-visible');
  if (users !== null && user === null) return cannotTell('user-unsaid');
  if (users !== null && user !== null && !holds(users, user)) return cannotTell('other-users');
  if (places.length === 0) return { verdict: 'not-seen' };
  if (places.some((place) => place !== null && !holds(machines, place))) {
    return { verdict: 'contradicted' };
  }
  return places.includes(null) ? cannotTell('place-unsure') : { verdict: 'consistent' };
}

function cannotTell(because: WhyNoVerdict): Verdict {
  return { verdict: 'cannot-tell', because };
}

function holds(countries: Countries, country: CountryCode): boolean {
  return 'in' in countries ? countries.in.includes(country) : !countries.notIn.includes(country);
}
