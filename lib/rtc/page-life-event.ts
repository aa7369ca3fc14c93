/** What a document says of itself. It matters for the page of a tab, not for frames. */
export type PageLifeEvent =
  /**
   * The document stands in its tab and is watched from its first moment. `returned`: it comes out
   * of the browser's back/forward cache, and loads nothing anew.
   */
  | { readonly kind: 'hello'; readonly returned: boolean }
  /** The document leaves its tab, perhaps to come back. */
  | { readonly kind: 'goodbye' };

type Fields = { readonly [field: string]: unknown };

export function parsePageLife({ kind, returned }: Fields): PageLifeEvent | null {
  if (kind === 'goodbye') return { kind };
  if (kind !== 'hello' || typeof returned !== 'boolean') return null;
  return { kind, returned };
}
