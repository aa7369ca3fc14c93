import type { Endpoint, SoundObservation } from '../observation';
import { RECEIVED_BASES, SENT_BASES } from '../recognised-sound';

/** Sound recognised in one frame; tab and frame are the browser's word. */
export type SoundEvent = Omit<SoundObservation, 'via' | 'origin'>;

const TRANSPORTS = ['ws', 'wss', 'webtransport', 'http', 'https'] as const;

/** @param endpoint `value`'s, parsed. */
export function parseSoundEvent(
  value: { readonly [field: string]: unknown },
  endpoint: Endpoint | null,
): SoundEvent | null {
  const { at, channel, bytesSent, bytesReceived } = value;
  const transport = TRANSPORTS.find((one) => one === value.transport);
  const sent = SENT_BASES.find((one) => one === value.sent) ?? null;
  const received = RECEIVED_BASES.find((one) => one === value.received) ?? null;
  if (endpoint === null || transport === undefined) return null;
  if (sent !== value.sent || received !== value.received) return null;
  if (sent === null && received === null) return null;
  if (!isCount(at) || !isCount(bytesSent) || !isCount(bytesReceived)) return null;
  if (channel !== null && !isCount(channel)) return null;
  return {
    kind: 'sound',
    at,
    channel,
    endpoint: { ...endpoint, address: endpoint.hostname === null ? endpoint.address : null },
    transport,
    sent,
    received,
    bytesSent,
    bytesReceived,
  };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
