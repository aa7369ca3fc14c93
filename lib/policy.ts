import type { CountryCode } from './country';

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
