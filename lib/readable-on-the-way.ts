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
  if (transport !== 'http' && transport !== 'ws') return false;
  if (address !== null && rangeOf(address) === 'loopback') return false;
  return hostname !== 'localhost';
}
