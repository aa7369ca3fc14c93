/** Lets `capacity` things through at once and `perSecond` in the long run. */
export function createTokenBucket(capacity: number, perSecond: number): (now: number) => boolean {
  let tokens = capacity;
  let last: number | null = null;
  return (now) => {
    const elapsed = last === null ? 0 : Math.max(0, now - last);
    last = now;
    tokens = Math.min(capacity, tokens + (elapsed / 1000) * perSecond);
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
