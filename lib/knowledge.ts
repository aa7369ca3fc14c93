import type { Knowledge } from './destination';
import type { Locator } from './geo/locator';
import { addressInHostname } from './vendors/address-in-hostname';
import { CATALOGUE, DIRECTORY } from './vendors/catalog';
import { createVendorMatcher } from './vendors/match';

const vendorOfHost = createVendorMatcher(CATALOGUE.vendors);

/** The catalogue and the address databases, as everything else is handed them. */
export function createKnowledge({ factsOf, databases, fault }: Locator): Knowledge {
  return {
    factsOf,
    vendorOfHost,
    addressInHost: addressInHostname,
    ...DIRECTORY,
    versions: { catalogue: CATALOGUE.version, databases },
    fault,
  };
}
