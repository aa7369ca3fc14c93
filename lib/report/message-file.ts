import type { Translate } from './say';

/** A `messages.json` as extensions have them. Here slots are written `$1` … `$9`. */
export type MessageFile = Readonly<Record<string, { readonly message: string }>>;

/**
 * Does what the browser's `i18n.getMessage` does, for the command line and the tests.
 * Like it, returns `''` for a key that isn't there.
 */
export function translateFrom(file: MessageFile): Translate {
  return (key, substitutions) => {
    const entry = Object.hasOwn(file, key) ? file[key] : undefined;
    return (entry?.message ?? '').replace(/\$(?:([1-9])|\$)/g, (_, slot: string | undefined) =>
      slot === undefined ? '$' : (substitutions[Number(slot) - 1] ?? ''),
    );
  };
}
