import { parseCountryCode } from '../country';
import type { AutonomousSystem } from './location';

/** Some announcing networks, in the order of their numbers in the range parts. */
export type NetworkPart = readonly AutonomousSystem[];

/** One network as it is stored: AS number, name, and the country it is registered in. */
export type StoredNetwork = readonly [asn: number, organisation: string, registered?: string];

/** @param content as it came out of `unseal`: only what we wrote ourselves is read here. */
export function readNetworkPart(content: Uint8Array): NetworkPart {
  const stored = JSON.parse(new TextDecoder().decode(content)) as readonly StoredNetwork[];
  return stored.map(([asn, organisation, registered]) => ({
    asn,
    organisation,
    registeredIn: parseCountryCode(registered),
  }));
}
