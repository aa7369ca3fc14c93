import type { CountryCode } from '../country';
import { claimPlaces } from '../rules/claim-places';
import { type Statement, type Verdict, verdictOn } from '../vendors/statement';
import type { Vendor } from '../vendors/vendor';
import type { DestinationRow } from './tab-report';

/** A company's own words, held against all that a page was seen to do. */
export interface HeldClaim {
  readonly statement: Statement;
  readonly verdict: Verdict;
}

/**
 * @param rows all destinations of the page.
 * @param here the country in which the user says they are; never looked up.
 */
export function claimsOf(
  { id, statements }: Pick<Vendor, 'id' | 'statements'>,
  rows: readonly DestinationRow[],
  here: CountryCode | null,
): readonly HeldClaim[] {
  const theirs = rows.filter(({ vendor, peer }) => vendor?.vendor === id && peer === 'server');
  return statements.map((statement) => ({
    statement,
    verdict: verdictOn(statement, claimPlaces(statement, theirs), here),
  }));
}
