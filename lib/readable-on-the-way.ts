import { rangeOf } from './address-range';
import type { Endpoint, Transport } from './observation';

/**
 * Whether everybody between the browser and a machine can read what is sent: HTTP or WebSocket
 * without TLS. Traffic that never leaves this computer has nobody on the way.
 */
export function isReadableOnTheWay(
  { address, hostname }: Endpoint,
  transport: Transport,
): transport is 'http' | 'ws' {
  return (transport === 'http' || transport === 'ws') && leavesThisComputer({ address, hostname });
}

export function leavesThisComputer({
  address,
  hostname,
}: Pick<Endpoint, 'address' | 'hostname'>): boolean {
  if (address !== null && rangeOf(address) === 'loopback') return false;
  return hostname !== 'localhost';
}
