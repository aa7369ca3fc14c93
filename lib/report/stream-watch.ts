/** What was loaded of streams so far. In memory only: a stream that goes on shows itself again. */
export interface StreamWatch {
  /** By frame and playlist. */
  readonly playlists: Map<string, { readonly since: number; loads: number }>;
  /** By frame and host key: pieces, and the requests to be taken from each row once it is a stream. */
  readonly hosts: Map<string, { pieces: number; readonly rows: Map<string, number> }>;
  /** Frames that play a live stream. */
  readonly live: Set<string>;
}

export function createStreamWatch(): StreamWatch {
  return { playlists: new Map(), hosts: new Map(), live: new Set() };
}
