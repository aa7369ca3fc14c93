import type { MarkKind, SoftwareId } from '../software/mark';
import type { Source, VendorId } from './vendor';

/** `strong`: its own name, which nothing else writes. `weak`: a shape that others may share. */
export type Confidence = 'strong' | 'weak';

/** How software is recognised. Compared as text, never as a pattern. */
export type Mark =
  /** The line begins with `text`. */
  | MarkOf<'description', { readonly text: string }>
  /** The label is `text`. */
  | MarkOf<'channel', { readonly text: string }>
  /** The path ends with `path`, and every parameter is there, whatever its value. */
  | MarkOf<'socket', { readonly path: string; readonly parameters: readonly string[] }>;

type MarkOf<K extends MarkKind, Fields> = Fields & {
  readonly in: K;
  readonly confidence: Confidence;
  readonly source: Source;
};

/**
 * A client library or media server with marks of its own. Software isn't a company: anybody may
 * run what is open, so only `runBy` ties it to a vendor.
 */
export interface Software {
  readonly id: SoftwareId;
  readonly name: string;
  /** The only company whose service it talks to; `null` when anybody may run its server. */
  readonly runBy: { readonly vendor: VendorId; readonly source: Source } | null;
  readonly marks: readonly Mark[];
  readonly notes: string;
}

/** How sure a mark of that kind makes it; `null` when the catalogue has none (any more). */
export function confidenceOf({ marks }: Software, mark: MarkKind): Confidence | null {
  return marks.find((each) => each.in === mark)?.confidence ?? null;
}
