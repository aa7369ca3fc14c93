/** One request as a server of the lab saw it. */
export interface LabContact {
  readonly at: number;
  /** Address of the machine it reached. */
  readonly address: string;
  readonly port: number;
  readonly method: string;
  /** `Host` header. */
  readonly host: string;
  readonly path: string;
  /** `Origin` header. */
  readonly origin: string | null;
}

/** What the lab's test asks of its servers, and what they answer. */
export type LabQuestion =
  | { readonly ask: 'log' }
  | { readonly ask: 'voice' }
  | { readonly ask: 'janus' }
  | { readonly ask: 'checks' }
  | { readonly ask: 'listening'; readonly address: string; readonly port: number };

export interface LabSettings {
  readonly keyPem: string;
  readonly certificatePem: string;
}
