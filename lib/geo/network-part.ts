import { parseCountryCode } from '../country';
import type { AutonomousSystem } from './location';

/** One network as it is stored: AS number, name, and the country it is registered in. */
export type StoredNetwork = readonly [asn: number, organisation: string, registered?: string];

/** Some announcing networks, in the order of their numbers in the range parts. */
export type NetworkPart = readonly StoredNetwork[];

/** @param content as it came out of `unseal`: only what we wrote ourselves is read here. */
export function readNetworkPart(content: Uint8Array): NetworkPart {
  return JSON.parse(new TextDecoder().decode(content));
}

export function networkIn(part: NetworkPart, at: number): AutonomousSystem | null {
  const stored = part[at];
  if (stored === undefined) return null;
  const [asn, organisation, registered] = stored;
  return { asn, organisation, registeredIn: parseCountryCode(registered) };
}
