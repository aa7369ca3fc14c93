/**
 * An IP address in canonical text: dotted IPv4, or RFC 5952 IPv6 without brackets, port or zone.
 * An IPv6 address that embeds an IPv4 one (mapped, NAT64, 6to4, Teredo) stays as it was seen;
 * the IPv4 inside is found at look-up.
 */
export type IpAddress = string & { readonly __brand: 'IpAddress' };
