import type { ProbeEvent } from './probe-event';
import { createTokenBucket } from './token-bucket';

/** Messages of one kind a frame may send at once, and per second in the long run. */
const BURST = 100;
const PER_SECOND = 10;

/**
 * Bounds what one frame sends. Kinds have their own bounds, so that a page that pings thousands of
 * addresses or makes up host names can't crowd out the path its voice takes.
 */
export function createRateLimit(): (event: ProbeEvent, now: number) => boolean {
  const buckets = new Map<string, (now: number) => boolean>();
  return (event, now) => {
    const lane = event.kind === 'candidate-pair' ? event.state : event.kind;
    const mayPass = buckets.get(lane) ?? createTokenBucket(BURST, PER_SECOND);
    buckets.set(lane, mayPass);
    return mayPass(now);
  };
}
