import type messages from '../../assets/_locales/en/messages.json';
import type { CountryCode } from '../country';

/** A key of `_locales/<language>/messages.json`: a missing one is a type error, never raw text. */
export type MessageKey = keyof typeof messages;

/** Keys that exist once for each plural form: `servers` for `servers_one`, `servers_other`. */
export type PluralKey = StemOf<MessageKey>;
type StemOf<K> = K extends `${infer Stem}_other`
  ? `${Stem}_one` extends MessageKey
    ? Stem
    : never
  : never;

/** Something to say, before it has a language. Plain JSON. */
export type Phrase =
  | { readonly key: MessageKey; readonly parts: readonly Part[] }
  | { readonly plural: PluralKey; readonly count: number; readonly parts: readonly Part[] };

/** What fills a slot of a message. A bare string is a proper name, a host or a number: never words. */
export type Part =
  | string
  | Phrase
  | { readonly country: CountryCode }
  | { readonly number: number }
  /** When something was said, as exactly as is known: `2021`, `2021-02` or `2021-02-13`. */
  | { readonly dated: string }
  | { readonly all: readonly Part[] }
  /** Proper names one after the other, without an "and": after a colon. */
  | { readonly names: readonly string[] }
  | { readonly either: readonly Part[] };

export function phrase(key: MessageKey, ...parts: readonly Part[]): Phrase {
  return { key, parts };
}

/** A phrase whose form depends on a number, which is its first slot. */
export function counted(plural: PluralKey, count: number, ...parts: readonly Part[]): Phrase {
  return { plural, count, parts };
}
