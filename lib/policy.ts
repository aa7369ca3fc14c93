import type { CountryCode } from './country';
import type { Source } from './vendors/vendor';

/** A named list of countries somebody else drew up: `data/presets/<id>.json`. */
export interface Preset {
  readonly id: string;
  readonly name: string;
  /** ISO date of the list's wording. */
  readonly dated: string;
  readonly countries: readonly CountryCode[];
  readonly source: Source;
  readonly notes: string;
}

/** What the user asked to be warned about. */
export interface Policy {
  /** Preset the list came from, `null` once the user has made their own. */
  readonly preset: string | null;
  /** Countries whose machines, and whose law over an operator, are worth a warning. */
  readonly watched: ReadonlySet<CountryCode>;
}

export function isWatched(policy: Policy, country: CountryCode): boolean {
  return policy.watched.has(country);
}
