import { type IpAddress, parseAddress } from '../address';
import type { Hostname } from '../hostname';

/**
 * Zones in which Agora names its edge servers after their IPv4 address, with dashes for dots.
 * Source: pkg:npm/agora-rtc-sdk-ng@4.24.8 builds `1-2-3-4.edge.agora.io` from the gateway's
 * address; docs.agora.io/en/introduction/firewall lists the four zones.
 */
const ADDRESS_ZONES: ReadonlySet<string> = new Set([
  'edge.agora.io',
  'edge.sd-rtn.com',
  'edge.rtnsvc.com',
  'edge.rtesvc.com',
]);

const DASHED_IPV4 = /^\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}$/;

/**
 * Reads the server's own address out of its name, where the vendor writes it there: it is known
 * even when the browser gives no address.
 * @returns `null` for every other name.
 */
export function addressInHostname(hostname: Hostname): IpAddress | null {
  const dot = hostname.indexOf('.');
  if (dot === -1 || !ADDRESS_ZONES.has(hostname.slice(dot + 1))) return null;
  const label = hostname.slice(0, dot);
  return DASHED_IPV4.test(label) ? parseAddress(label.replaceAll('-', '.')) : null;
}
