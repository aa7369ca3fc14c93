import { type ProbeEvent, parseProbeEvent } from './probe-event';

/** Events in one message. */
export const MOST_EVENTS = 64;

/** The background's answer once everything in the message is stored. */
export const TAKEN = 'taken';

/**
 * Reads a message: the frame's events, oldest first. What isn't an event is left out.
 * @returns `null` for what is no message of a frame at all.
 */
export function parseProbeMessage(value: unknown): readonly ProbeEvent[] | null {
  if (!Array.isArray(value) || value.length > MOST_EVENTS) return null;
  return value.flatMap((event: unknown) => parseProbeEvent(event) ?? []);
}
