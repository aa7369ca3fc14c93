import { verdictOn } from '../vendors/statement';
import { claimPlaces } from './claim-places';
import type { Rule } from './rule';

/**
 * A vendor said in public that such traffic doesn't go where it was seen to go. In February 2021
 * Agora said so of the voice of users outside China. A notice at most: people behind a VPN are, to
 * the vendor, where the VPN is.
 */
export const claimContradicted: Rule = {
  id: 'claim-contradicted',
  severity: 'notice',
  find: (sighting, knowledge) => {
    const { destination, user } = sighting;
    const { location } = destination;
    const vendor = destination.vendor && knowledge.vendor(destination.vendor.vendor);
    if (vendor === null || !location.known) return [];
    return vendor.statements
      .filter((statement) => {
        const places = claimPlaces(statement, [{ ...sighting, ...destination }]);
        return verdictOn(statement, places, user).verdict === 'contradicted';
      })
      .map((statement) => ({
        kind: 'claim',
        country: location.country,
        vendor: vendor.id,
        statement,
      }));
  },
};
