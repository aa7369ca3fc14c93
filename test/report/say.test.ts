import { describe, expect, it } from 'vitest';
import { translateFrom } from '../../lib/report/message-file';
import { counted, phrase } from '../../lib/report/phrase';
import { directionOf, say, sayDate, sayNames, sayTogether, speakerOf } from '../../lib/report/say';
import { english } from './english';

describe('a message', () => {
  const translate = translateFrom({ a: { message: '$1 and $2, $$5' } });

  it('is filled once: what is put in is never read again', () => {
    expect(translate('a', ['$2', '$$'])).toBe('$2 and $$, $5');
  });

  it('is empty when there is none, inherited names included', () => {
    expect(translate('b', [])).toBe('');
    expect(translate('constructor', [])).toBe('');
  });
});

describe('saying', () => {
  it('counts in the language’s own forms', () => {
    expect(say(counted('servers', 1), english)).toBe('1 server');
    expect(say(counted('servers', 1200), english)).toBe('1,200 servers');
  });

  it('keeps names left to right inside a right-to-left sentence', () => {
    const arabic = speakerOf((key, slots) => (key === 'language_tag' ? 'ar' : `«${slots[0]}»`));
    expect(say(phrase('row_vendor', 'Agora'), arabic)).toBe('«\u2068Agora\u2069»');
    expect([directionOf('ar'), directionOf('fa-IR'), directionOf('en')]).toEqual([
      'rtl',
      'rtl',
      'ltr',
    ]);
  });

  it.each([
    ['en', 'A. B.'],
    ['ko', 'A. B.'],
    ['zh-TW', 'A.B.'],
    ['ja', 'A.B.'],
  ])('puts sentences together in %s as %o', (language, together) => {
    expect(sayTogether(['A.', 'B.'], { ...english, language })).toBe(together);
  });

  it('puts the comma of the language between names', () => {
    const inLanguage = (language: string) => sayNames(['A', 'B', 'C'], { ...english, language });
    expect(inLanguage('en')).toBe('A, B, C');
    expect(inLanguage('zh-CN')).toBe('A、B、C');
    expect(inLanguage('ar')).toBe('A وB وC');
  });

  it('never turns a year into half of another: Persian years begin in March', () => {
    const persian = speakerOf((key, slots) => (key === 'language_tag' ? 'fa' : `${slots[0]}`));
    const told = (dated: string) => say(phrase('removed_what', { dated }), persian);
    expect(told('2021')).toBe('۲۰۲۱');
    expect(told('2021-02')).toContain('۲۰۲۱');
    expect(told('2021-02-13')).toContain('۱۳۹۹');
  });

  it('says a date without a time zone moving it, and anything else as it stands', () => {
    expect(sayDate('2026-06-01', english)).toBe('Jun 1, 2026');
    expect(sayDate('unknown', english)).toBe('unknown');
  });
});
