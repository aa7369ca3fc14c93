import { describe, expect, it } from 'vitest';
import english from '../../assets/_locales/en/messages.json';
import { countryInSentence } from '../../lib/report/country-name';
import { phrase } from '../../lib/report/phrase';
import { say } from '../../lib/report/say';
import { SCENARIOS } from '../scenarios/scenarios';
import { CN, EVERY_FINDING, type EveryFinding, SG } from './every-finding';
import { LANGUAGES } from './languages';
import { readOut } from './read-out';

/** A slot nobody filled, a key instead of words, or what a program calls nothing. */
const BROKEN = /\$\d|\bundefined\b|\bnull\b|\[object|\(\s*\)|\b[a-z]+_[a-z_]+\b/;

describe.each(LANGUAGES)('$locale', ({ messages, speaker }) => {
  const said = EVERY_FINDING.map((each) => ({
    ...each,
    words: each.phrases.map((one) => say(one, speaker)),
  }));
  type Said = EveryFinding & { readonly words: readonly string[] };
  const breaking = (isRight: (each: Said) => boolean) => [
    ...new Set(said.filter((each) => !isRight(each)).flatMap(({ words }) => words)),
  ];

  it('has words for everything, with the same slots as English', () => {
    const slots = (text: string) => [...new Set(text.match(/\$\d/g))].sort();
    for (const [key, { message }] of Object.entries(english)) {
      // A language has only the plural forms it needs, and may leave a count of one unsaid.
      if (/_(?:zero|one|two|few|many)$/.test(key)) continue;
      const translated = messages[key]?.message ?? '';
      expect([key, translated === '']).toEqual([key, false]);
      expect([key, slots(translated)]).toEqual([key, slots(message)]);
    }
  });

  it(`says ${EVERY_FINDING.length} findings without an empty slot or a raw key`, () => {
    expect(
      breaking(
        ({ words }) =>
          words.length === 2 && words.every((text) => text !== '' && !BROKEN.test(text)),
      ),
    ).toEqual([]);
  });

  it('says no scenario with an empty slot or a raw key', () => {
    for (const each of SCENARIOS) {
      const lines = readOut(each, speaker).split('\n');
      // Names of rules are said by the test; strange host names are what they are.
      const words = lines.filter((line) => !/^ {2}\(muted|__proto__/.test(line));
      expect(words.filter((line) => BROKEN.test(line))).toEqual([]);
    }
  });

  it('names the place that a location rests on, and never makes a place of a law', () => {
    const inChina = (['place_country', 'place_country_maybe'] as const).map((key) =>
      say(phrase(key, { country: CN }), speaker),
    );
    const china = countryInSentence(CN, speaker.language);
    const singapore = countryInSentence(SG, speaker.language);
    expect(
      breaking(({ evidence, row, words: [what = '', why = ''] }) => {
        if (evidence.kind === 'location') return what.includes(china);
        const isPlaced = !row.location.known || what.includes(singapore);
        return isPlaced && !inChina.some((place) => what.includes(place) || why.includes(place));
      }),
    ).toEqual([]);
  });

  it('says something else of an attempt than of what arrived', () => {
    const byCase = new Map<string, Set<string | undefined>>();
    for (const { row, evidence, words } of said) {
      const { outcome, ...rest } = row;
      const key = JSON.stringify([rest, evidence]);
      byCase.set(key, (byCase.get(key) ?? new Set()).add(words[0]));
    }
    expect([...byCase.values()].filter(({ size }) => size !== 2)).toEqual([]);
  });
});
