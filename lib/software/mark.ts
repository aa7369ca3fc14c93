/** File name of the entry in `data/software/`, without `.json`. */
export type SoftwareId = string & { readonly __brand: 'SoftwareId' };

/**
 * What software leaves where others can see it, each tied to one connection:
 * `description`: a line of the session description that says what the far end is (SDP);
 * `channel`: the label of a data channel;
 * `socket`: path and parameter names of a WebSocket's URL.
 */
export const MARK_KINDS = ['description', 'channel', 'socket'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** One mark that was seen on one connection: which software's, and of what kind. */
export interface SeenMark {
  readonly software: SoftwareId;
  readonly mark: MarkKind;
}

/** What a mark is called between the frame's two scripts. */
export function markName(kind: MarkKind, software: string): string {
  return `${kind} ${software}`;
}

/**
 * Reads what {@link markName} wrote, `null` for what it can't have written. Whether there is such a
 * mark is asked where the catalogue is, and not in every frame: see `mark-names`.
 */
export function readMarkName(name: string): SeenMark | null {
  const [, mark, software] = /^(description|channel|socket) (\S+)$/.exec(name) ?? [];
  if (mark === undefined || software === undefined) return null;
  return { software: software as SoftwareId, mark: mark as MarkKind };
}

/** Both lists, each mark once; the first list itself when the second brings nothing new. */
export function withMarks(
  before: readonly SeenMark[],
  more: readonly SeenMark[],
): readonly SeenMark[] {
  const fresh = more.filter((mark, place) =>
    [...before, ...more.slice(0, place)].every((known) => !isSame(known, mark)),
  );
  return fresh.length === 0 ? before : [...before, ...fresh];
}

function isSame(a: SeenMark, b: SeenMark): boolean {
  return a.software === b.software && a.mark === b.mark;
}
