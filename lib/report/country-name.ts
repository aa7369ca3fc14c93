import type { CountryCode } from '../country';

/** One for each language and style: making one takes longer than all its look-ups. */
const displayNames = new Map<string, Intl.DisplayNames>();

/** Latin capitals alone, or a mark of abbreviation (`॰` is that of Devanagari). */
const ABBREVIATION = /^[A-Z]{2,4}$|[.॰]/;

/**
 * The country's short name in a language, such as `Hong Kong`, but no abbreviation: the short
 * names include `US` and `UK` in English, `É.-U.` in French and `EE. UU.` in Spanish.
 * Names come from the browser's own CLDR data and may differ between browsers.
 * @returns the code itself when the browser knows no name for it.
 */
export function countryName(country: CountryCode, language: string): string {
  const short = nameOf(country, language, 'short');
  return ABBREVIATION.test(short) ? nameOf(country, language, 'long') : short;
}

/** Countries with their names, in the order of a language's own alphabet. */
export function countriesByName(
  codes: Iterable<CountryCode>,
  language: string,
): readonly { readonly code: CountryCode; readonly name: string }[] {
  const { compare } = new Intl.Collator(language);
  return [...codes]
    .map((code) => ({ code, name: countryName(code, language) }))
    .sort((a, b) => compare(a.name, b.name));
}

function nameOf(country: CountryCode, language: string, style: 'short' | 'long'): string {
  try {
    return displayNamesIn(language, style).of(country) ?? country;
  } catch {
    // `Intl.DisplayNames.of` throws a RangeError for what is not shaped like a region.
    return country;
  }
}

/** The name as it stands inside a sentence: English puts `the` before some. */
export function countryInSentence(country: CountryCode, language: string): string {
  const name = countryName(country, language);
  return isEnglish(language) && takesArticle(country, name) ? `the ${name}` : name;
}

function displayNamesIn(language: string, style: 'short' | 'long'): Intl.DisplayNames {
  const key = `${language} ${style}`;
  const known = displayNames.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DisplayNames(language, { type: 'region', style });
  displayNames.set(key, made);
  return made;
}

function isEnglish(language: string): boolean {
  return language === 'en' || language.startsWith('en-');
}

/** Countries that English calls "the …", besides those whose name says so (`… Islands`). */
const WITH_ARTICLE: ReadonlySet<string> = new Set([
  'BQ',
  'BS',
  'GB',
  'GM',
  'IM',
  'MV',
  'NL',
  'PH',
  'US',
]);
const NAME_WITH_ARTICLE = /\b(?:Islands|Territor(?:y|ies)|Republic|Emirates)$/;

function takesArticle(country: CountryCode, name: string): boolean {
  return WITH_ARTICLE.has(country) || NAME_WITH_ARTICLE.test(name);
}
