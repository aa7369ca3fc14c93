/** Whom or what an identifier names. */
export const NAMED = ['room', 'user'] as const;
export type Named = (typeof NAMED)[number];

/** To whom it became known who should not need it: another site, or everybody on the way. */
export const EXPOSURES = ['third-party', 'cleartext'] as const;
export type Exposure = (typeof EXPOSURES)[number];

/** That a room or a user was named to somebody, and how; never the name itself. */
export interface Identifier {
  readonly names: Named;
  readonly exposure: Exposure;
  /**
   * The parameter of the address by which the receiver's own software names it, as the catalogue
   * says, or the attribute of a message. `null`: the room's name in the page's own address was seen
   * again.
   */
  readonly parameter: string | null;
}

/** Kinds kept for one destination; there are few parameters, and one page's address. */
const MOST = 8;

/** @returns the same list when there is nothing new in it. */
export function withIdentifiers(
  known: readonly Identifier[],
  more: readonly Identifier[],
): readonly Identifier[] {
  const fresh = more.filter((one) => !known.some((other) => isSame(one, other)));
  return fresh.length === 0 ? known : [...known, ...fresh].slice(0, MOST);
}

function isSame(one: Identifier, other: Identifier): boolean {
  return (
    one.names === other.names &&
    one.exposure === other.exposure &&
    one.parameter === other.parameter
  );
}
