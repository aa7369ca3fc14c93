import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import english from '../assets/_locales/en/messages.json';
import { LANGUAGES } from './report/languages';

const ENGLISH: Readonly<Record<string, { readonly message: string }>> = english;
const PLURAL_FORMS = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

/** Names that stay as they are in every language and script. */
const NAMES =
  /^(?:Earshot|WebSockets?|WebTransport|WebRTC|VPN|TURN|STUN|DNS|AS|IP|IPv4|IPv6|MaxMind|DB|mmdb)$/;

/** Messages whose words a language spells as English does; each was looked at. */
const SAME_AS_ENGLISH: Readonly<Record<string, readonly string[]>> = {
  de: ['detail_software'],
  es: ['detail_software'],
  fr: ['contacts_one', 'contacts_other', 'action_options', 'options_preset_source'],
  it: ['servers_one', 'detail_software'],
  pt_BR: ['detail_software'],
};

/** Folders in the form that browsers want; each language's tag says the same in BCP 47's. */
const LOCALES = 'ar de en es fa fr hi id it ja ko pt_BR ru th tr vi zh_CN zh_TW'.split(' ');

/** English keys with each plural form replaced by those that a language has, in English order. */
function keysIn(language: string): readonly string[] {
  const forms: readonly string[] = new Intl.PluralRules(language).resolvedOptions()
    .pluralCategories;
  return Object.keys(ENGLISH).flatMap((key) => {
    const stem = pluralStem(key);
    if (stem === null) return [key];
    if (key.endsWith('_other')) return [];
    return PLURAL_FORMS.filter((form) => forms.includes(form)).map((form) => `${stem}_${form}`);
  });
}

/** `servers` of `servers_few`; `null` for a key that is no plural form: `subject_other`. */
function pluralStem(key: string): string | null {
  const stem = /^(.+)_(?:zero|one|two|few|many|other)$/.exec(key)?.[1];
  return stem !== undefined && `${stem}_one` in ENGLISH && `${stem}_other` in ENGLISH ? stem : null;
}

function slotsIn(message: string): readonly string[] {
  return [...new Set(message.match(/\$\d/g))].sort();
}

/** Latin words in a message that are no names. */
function latinWords(message: string): readonly string[] {
  return (message.match(/[A-Za-z][A-Za-z0-9]+/g) ?? []).filter((word) => !NAMES.test(word));
}

it('is there in eighteen languages', () => {
  expect(LANGUAGES.map(({ locale }) => locale)).toEqual(LOCALES);
});

it('names every translation and who has read it over', () => {
  const guide = readFileSync('CONTRIBUTING.md', 'utf8');
  const listed = [...guide.matchAll(/^\| [^|]+ \| `(\w+)` \| [^|]+ \|$/gm)].map(([, name]) => name);
  expect(listed.sort()).toEqual(LOCALES.filter((locale) => locale !== 'en'));
});

describe.each(LANGUAGES)('$locale', ({ locale, messages, speaker }) => {
  const { language, translate } = speaker;
  const all = Object.entries(messages).map(([key, { message }]) => ({ key, message }));
  const keysOf = (isWrong: (each: { key: string; message: string }) => boolean) =>
    all.filter(isWrong).map(({ key, message }) => `${key}: ${message}`);

  it('has a tag that says the same as its folder, and that browsers know', () => {
    expect(language).toBe(locale.replace('_', '-'));
    expect(Intl.DisplayNames.supportedLocalesOf(language)).toEqual([language]);
  });

  it('has the keys of English in their order, with the plural forms of its own', () => {
    expect(Object.keys(messages)).toEqual(keysIn(language));
  });

  it('has the slots of English; only a small number may be left to the word', () => {
    expect(
      keysOf(({ key, message }) => {
        const stem = pluralStem(key);
        const wanted = slotsIn(ENGLISH[stem === null ? key : `${stem}_other`]?.message ?? '');
        const spelt = stem !== null && /_(?:zero|one|two)$/.test(key);
        const slots = slotsIn(message);
        return ![wanted, ...(spelt ? [wanted.filter((slot) => slot !== '$1')] : [])].some(
          (right) => right.join() === slots.join(),
        );
      }),
    ).toEqual([]);
  });

  it('says something everywhere, without space around it', () => {
    expect(keysOf(({ message }) => message === '' || message !== message.trim())).toEqual([]);
  });

  it('keeps to the lengths of the stores', () => {
    expect(translate('extension_name', []).length).toBeLessThanOrEqual(45);
    expect(translate('extension_description', []).length).toBeLessThanOrEqual(132);
  });

  // Directions are set around what is put in, by `say` and by the pages, where they can't be lost.
  it('holds no marks of direction', () => {
    expect(
      keysOf(({ message }) => /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(message)),
    ).toEqual([]);
  });

  it.runIf(locale !== 'en')('leaves nothing in English', () => {
    const left = all.filter(
      ({ key, message }) => message === ENGLISH[key]?.message && latinWords(message).length > 0,
    );
    expect(left.map(({ key }) => key)).toEqual(SAME_AS_ENGLISH[locale] ?? []);
  });

  it.runIf(isWrittenOtherwise(language))('has Latin letters in names only', () => {
    const wrong = keysOf(
      ({ key, message }) => key !== 'language_tag' && latinWords(message).length > 0,
    );
    expect(wrong).toEqual([]);
  });
});

/** Whether a language is written in another script than Latin. */
function isWrittenOtherwise(language: string): boolean {
  return new Intl.Locale(language).maximize().script !== 'Latn';
}
