/** A host name a page loaded something from, without path: Resource Timing tells no address. */
export interface ResourceHost {
  readonly scheme: 'http' | 'https';
  /** As the URL parser writes it; IP literals keep their brackets. */
  readonly host: string;
  readonly port: number;
}

/** Hosts in one message. */
export const MOST_HOSTS = 64;
