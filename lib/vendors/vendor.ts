import type { CountryCode } from '../country';
import type { Named } from '../identifiers/identifier';
import type { Statement } from './statement';

/** File name of the entry in `data/vendors/`, without `.json`. */
export type VendorId = string & { readonly __brand: 'VendorId' };

export interface Source {
  readonly url: string;
  /** What of it says so, in our words; a quotation stands in quotation marks. */
  readonly says: string;
  /** ISO date on which a person read it. */
  readonly checked: string;
}

export type JurisdictionBasis =
  | 'incorporated'
  | 'principal-offices'
  | 'parent'
  | 'listed'
  | 'operates';

/** A country whose law reaches the company, and why. Always in a list: there are often several. */
export interface Jurisdiction {
  readonly country: CountryCode;
  readonly basis: JurisdictionBasis;
  readonly source: Source;
}

/** What a vendor's machines do for a room. */
export type VendorRole =
  | 'rtc'
  | 'signalling'
  | 'turn'
  | 'messaging'
  | 'analytics'
  | 'cdn'
  | 'cloud'
  | 'moderation'
  | 'app';

export interface VendorDomain {
  /** Matches the name itself and everything below it; the longest suffix of all vendors wins. */
  readonly suffix: string;
  /**
   * People live on this domain (mail, search, a social network): it is attributed when seen, but
   * the installed extension doesn't ask for access to it.
   */
  readonly attributeOnly: boolean;
  readonly sources: readonly Source[];
}

/** A word by which a vendor says in its host names where a machine stands: `-hkmc`, `sg1`. */
export interface VendorRegion {
  /** Whole parts of the name between dots and hyphens; may hold hyphens itself. */
  readonly word: string;
  readonly countries: readonly CountryCode[];
  readonly source: Source;
}

/** A parameter by which a vendor's own software names a room or a user in the address of a request. */
export interface VendorIdentifier {
  readonly parameter: string;
  readonly names: Named;
  readonly source: Source;
}

/** Who runs a service: one entry of the catalogue. */
export interface Vendor {
  readonly id: VendorId;
  readonly name: string;
  readonly roles: readonly VendorRole[];
  readonly domains: readonly VendorDomain[];
  readonly regions?: readonly VendorRegion[];
  readonly identifiers?: readonly VendorIdentifier[];
  /** From the direct owner to the ultimate parent. */
  readonly owners: readonly string[];
  readonly jurisdictions: readonly Jurisdiction[];
  /** What the company says in public about where data goes. */
  readonly statements: readonly Statement[];
  readonly notes: string;
}

/** How a destination was tied to a vendor. */
export interface VendorMatch {
  readonly vendor: VendorId;
  /** `address`: the page reached the same address by a host name of the vendor's. */
  readonly by: 'host' | 'address' | 'network' | 'sdk';
  /** The suffix, host name, AS number or software's id that matched. */
  readonly matched: string;
}
