import { parse } from 'tldts';
import type { Hostname } from '../../../lib/hostname';
import type { VendorMatcher } from '../../../lib/vendors/match';
import { NOT_A_VENDOR } from './not-a-vendor';
import { HOUSES, NAMES_OTHERS } from './related';

/** What the catalogue says of one host that an SDK names. */
export type Verdict =
  | { readonly kind: 'right' }
  /** Nobody is named. */
  | { readonly kind: 'missed' }
  /** Another vendor is named, and a person has seen that it is so. */
  | { readonly kind: 'other'; readonly vendor: string }
  /** Another vendor is named, and nobody has looked yet. */
  | { readonly kind: 'doubtful'; readonly vendor: string }
  | { readonly kind: 'not-a-vendor'; readonly reason: string };

const REASON_OF = new Map(
  Object.entries(NOT_A_VENDOR).flatMap(([reason, domains]) =>
    domains.map((domain) => [domain, reason] as const),
  ),
);

export function judge(vendorOf: VendorMatcher, maker: string, host: string): Verdict {
  const named = vendorOf(host as Hostname)?.vendor ?? null;
  if (named === null) {
    const domain = parse(host).domain ?? host;
    const reason = isPackageIndex(domain) ? 'an index of packages' : REASON_OF.get(domain);
    return reason === undefined ? { kind: 'missed' } : { kind: 'not-a-vendor', reason };
  }
  if (named === maker) return { kind: 'right' };
  if (HOUSES.some((house) => house.includes(named) && house.includes(maker))) {
    return { kind: 'right' };
  }
  const seen = NAMES_OTHERS[maker]?.includes(named) ?? false;
  return { kind: seen ? 'other' : 'doubtful', vendor: named };
}

/** npm's own sites, which SDKs name as the home of what they are made of. */
function isPackageIndex(domain: string): boolean {
  return /^npm[a-z]*\.(?:com|org|io)$/.test(domain);
}
