import { describe, expect, it } from 'vitest';
import type { CountryCode } from '../../lib/country';
import { countryInSentence, countryName } from '../../lib/report/country-name';

const code = (text: string) => text as CountryCode;

describe('the name of a country', () => {
  it.each([
    ['CN', 'China'],
    ['HK', 'Hong Kong'],
    ['TW', 'Taiwan'],
    ['US', 'United States'],
    ['GB', 'United Kingdom'],
  ])('%s is %s', (country, name) => expect(countryName(code(country), 'en')).toBe(name));

  it('follows the language of the messages', () => {
    expect(countryName(code('DE'), 'de')).toBe('Deutschland');
    expect(countryInSentence(code('US'), 'zh-CN')).toBe('美国');
  });

  it.each([
    ['US', 'fr', 'États-Unis'],
    ['GB', 'fr', 'Royaume-Uni'],
    ['US', 'es', 'Estados Unidos'],
    ['US', 'it', 'Stati Uniti'],
    ['GB', 'pl', 'Wielka Brytania'],
    ['GB', 'hi', 'यूनाइटेड किंगडम'],
    ['HK', 'de', 'Hongkong'],
    ['LC', 'en', 'St. Lucia'],
  ])('%s is no abbreviation in %s: %s', (country, language, name) =>
    expect(countryName(code(country), language)).toBe(name),
  );

  it('never throws: what has no name stands as it is', () => {
    for (const odd of ['T1', '??', '', 'QQ']) expect(countryName(code(odd), 'en')).toBe(odd);
  });

  it.each([
    ['US', 'the United States'],
    ['NL', 'the Netherlands'],
    ['KY', 'the Cayman Islands'],
    ['DO', 'the Dominican Republic'],
    ['AE', 'the United Arab Emirates'],
    ['CN', 'China'],
    ['IE', 'Ireland'],
  ])('%s reads “in %s” in an English sentence', (country, name) => {
    expect(countryInSentence(code(country), 'en')).toBe(name);
  });
});
