import type { App } from './app';

/**
 * Whether a page's path leads to a room or to the rest of the app's site. Segment by segment, what
 * follows the shape is free; no regular expression is made from data.
 * @returns `null` when no shape of a room's address is known for the app.
 */
export function placeOf({ rooms }: App, pathname: string): 'room' | 'site' | null {
  if (rooms.length === 0) return null;
  const segments = pathname.split('/');
  return rooms.some((shape) => startsLike(segments, shape.split('/'))) ? 'room' : 'site';
}

function startsLike(segments: readonly string[], shape: readonly string[]): boolean {
  return shape.every((part, index) =>
    part === '*' ? !!segments[index] : part === segments[index],
  );
}
