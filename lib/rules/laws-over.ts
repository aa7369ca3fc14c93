import type { Jurisdiction, JurisdictionBasis } from '../vendors/vendor';

/**
 * The ties by which a country's law reaches a whole company: it is incorporated there, is run
 * from there, or is owned from there. Selling, employing people or being listed somewhere is not
 * enough to be called "a company under the law of".
 */
const REACHING: ReadonlySet<JurisdictionBasis> = new Set([
  'incorporated',
  'principal-offices',
  'parent',
]);

export function lawsOver(jurisdictions: readonly Jurisdiction[]): readonly Jurisdiction[] {
  return jurisdictions.filter(({ basis }) => REACHING.has(basis));
}
