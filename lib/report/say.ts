import { countryInSentence } from './country-name';
import type { Part, Phrase } from './phrase';

/** The shape of the browser's `i18n.getMessage`. */
export type Translate = (key: string, substitutions: string[]) => string;

/** A language to say things in. */
export interface Speaker {
  readonly translate: Translate;
  /** BCP 47 tag of the messages themselves, which may differ from the browser's own language. */
  readonly language: string;
}

/** Asks the messages which language they are in, so that names and numbers follow suit. */
export function speakerOf(translate: Translate): Speaker {
  return { translate, language: translate('language_tag', []) || 'en' };
}

/** Puts a phrase into words. */
export function say(phrase: Phrase, speaker: Speaker): string {
  if ('key' in phrase) return speaker.translate(phrase.key, sayAll(phrase.parts, speaker));
  const { plural, count, parts } = phrase;
  const slots = [sayNumber(count, speaker), ...sayAll(parts, speaker)];
  const form = new Intl.PluralRules(speaker.language).select(count);
  // A language has only the forms it needs; `other` is the one that every language has.
  return (
    speaker.translate(`${plural}_${form}`, slots) || speaker.translate(`${plural}_other`, slots)
  );
}

export function sayNumber(value: number, { language }: Speaker): string {
  return new Intl.NumberFormat(language).format(value);
}

/** @param date ISO date without a time; what isn't one is said as it stands. */
export function sayDate(date: string, { language }: Speaker): string {
  const time = Date.parse(date);
  if (Number.isNaN(time)) return date;
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(time);
}

/**
 * @param dated a year, a month or a day, said as exactly as it is known. A year or a month stays
 * one of the calendar it was given in: 2021 is no year of the Persian calendar, but parts of two.
 */
function sayDated(dated: string, { language }: Speaker): string {
  const [, month, day] = dated.split('-');
  return new Intl.DateTimeFormat(language, {
    ...(day === undefined && hasOwnYear(language) ? { calendar: 'gregory' } : {}),
    year: 'numeric',
    ...(month === undefined ? {} : { month: 'long' }),
    ...(day === undefined ? {} : { day: 'numeric' }),
    timeZone: 'UTC',
  }).format(Date.parse(dated));
}

/** Whether dates in this language are told in a calendar whose years begin on another day. */
function hasOwnYear(language: string): boolean {
  return new Intl.DateTimeFormat(language).resolvedOptions().calendar === 'persian';
}

/** Writing direction of the languages that `_locales` has or may get. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return /^(?:ar|fa|he|ur)(?:-|$)/.test(language) ? 'rtl' : 'ltr';
}

function sayAll(parts: readonly Part[], speaker: Speaker): string[] {
  return parts.map((part) => sayPart(part, speaker));
}

function sayPart(part: Part, speaker: Speaker): string {
  if (typeof part === 'string') return isolate(part, speaker);
  if ('country' in part) return countryInSentence(part.country, speaker.language);
  if ('number' in part) return sayNumber(part.number, speaker);
  if ('dated' in part) return sayDated(part.dated, speaker);
  if ('all' in part) return sayList(part.all, 'conjunction', speaker);
  if ('names' in part) return sayNames(sayAll(part.names, speaker), speaker);
  if ('either' in part) return sayList(part.either, 'disjunction', speaker);
  return say(part, speaker);
}

function sayList(
  parts: readonly Part[],
  type: 'conjunction' | 'disjunction',
  speaker: Speaker,
): string {
  return new Intl.ListFormat(speaker.language, { type }).format(sayAll(parts, speaker));
}

/** Names one after the other, with the comma of the language: for labels, outside of sentences. */
export function sayNames(names: readonly string[], { language }: Speaker): string {
  return new Intl.ListFormat(language, { type: 'conjunction', style: 'narrow' }).format(names);
}

/** Whole sentences one after the other; Chinese and Japanese put no space after a full stop. */
export function sayTogether(sentences: readonly string[], { language }: Speaker): string {
  return sentences.join(/^(?:zh|ja)(?:-|$)/.test(language) ? '' : ' ');
}

/** Keeps a left-to-right name whole inside a right-to-left sentence (Unicode UAX #9, FSI … PDI). */
export function isolate(text: string, { language }: Speaker): string {
  return directionOf(language) === 'rtl' ? `\u2068${text}\u2069` : text;
}
