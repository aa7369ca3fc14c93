/** What was loaded of streams so far. In memory only: a stream that goes on shows itself again. */
export interface StreamWatch {
  readonly playlists: Map<number, { readonly since: number; loads: number }>;
  /** By host key: pieces, and the requests to be taken from each row once it is a stream. */
  readonly hosts: Map<string, { pieces: number; readonly rows: Map<string, number> }>;
  live: boolean;
}

export function createStreamWatch(): StreamWatch {
  return { playlists: new Map(), hosts: new Map(), live: false };
}
