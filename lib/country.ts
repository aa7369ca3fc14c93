/**
 * An ISO 3166-1 alpha-2 code in capitals, plus `XK` (Kosovo), which the address databases use.
 * `HK`, `MO` and `TW` are entries of their own and are never folded into another code.
 */
export type CountryCode = string & { readonly __brand: 'CountryCode' };

/**
 * Codes that address databases use for "no country": continents and the Asia/Pacific region
 * (MaxMind's legacy `EU` and `AP`), anonymous proxies and satellites (`A1`, `A2`), Tor (`T1`),
 * and user-assigned "unknown" codes.
 */
const NOT_A_COUNTRY: ReadonlySet<string> = new Set(['AP', 'EU', 'A1', 'A2', 'T1', 'XX', 'ZZ']);

/** Reads a country code; anything that is not one, `EU` and `T1` included, is `null`. */
export function parseCountryCode(value: unknown): CountryCode | null {
  if (typeof value !== 'string' || !/^[A-Za-z]{2}$/.test(value)) return null;
  const code = value.toUpperCase();
  return NOT_A_COUNTRY.has(code) ? null : (code as CountryCode);
}
