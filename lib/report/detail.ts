import type { Finding } from '../rules/rule';

/** One heading of a destination's details, and what stands under it. */
export interface Detail {
  readonly term: string;
  readonly lines: readonly DetailLine[];
}

export interface DetailLine {
  readonly text: string;
  /** A host or an address: always left to right. */
  readonly technical?: boolean;
  /** The finding that the line explains, which can be muted. */
  readonly finding?: Finding;
  /** Where the claim comes from: only ever opened by the reader. */
  readonly source?: string;
  /** When a person read the source, in words. */
  readonly checked?: string;
}
