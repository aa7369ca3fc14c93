import type { SeenMark } from './mark';
import generated from './marks.generated.json';

/**
 * The marks alone, as `npm run data` takes them out of `data/software/`: small enough for the
 * scripts that run in every frame.
 */
export const MARKS: {
  readonly description: readonly TextMark[];
  readonly channel: readonly TextMark[];
  readonly socket: readonly SocketMark[];
} = generated;

export interface TextMark {
  readonly software: string;
  readonly text: string;
}

interface SocketMark {
  readonly software: string;
  readonly path: string;
  readonly parameters: readonly string[];
}

/** Marks in the URL of a WebSocket: its path and the names of its parameters, never their values. */
export function marksOfSocket(url: {
  readonly path: string;
  /** What stands behind the `?`. */
  readonly query: string;
}): readonly SeenMark[] {
  const named = new URLSearchParams(url.query);
  return MARKS.socket
    .filter(
      ({ path, parameters }) =>
        url.path.endsWith(path) && parameters.every((name) => named.has(name)),
    )
    .map(({ software }) => ({ software, mark: 'socket' }) as SeenMark);
}
