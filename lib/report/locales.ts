/** Folders of `_locales`, in the browsers' spelling. */
export const LOCALES = [
  'ar',
  'de',
  'en',
  'es',
  'fa',
  'fr',
  'hi',
  'id',
  'it',
  'ja',
  'ko',
  'pt_BR',
  'ru',
  'th',
  'tr',
  'vi',
  'zh_CN',
  'zh_TW',
] as const;
export type Locale = (typeof LOCALES)[number];

/** @param language BCP 47 tag. @returns the folder for it, as the browsers choose it. */
export function localeOf(language: string): Locale {
  const [base = ''] = language.split('-');
  const wanted = [language.replace('-', '_'), base];
  return LOCALES.find((locale) => wanted.includes(locale)) ?? 'en';
}
