import type { JSX } from 'preact';

/** A host name or an address: left to right in every language, and broken anywhere if it must. */
export function Technical({ children }: { readonly children: string }): JSX.Element {
  return (
    <bdi class="technical" dir="ltr">
      {children}
    </bdi>
  );
}
