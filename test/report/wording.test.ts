import { describe, expect, it } from 'vitest';
import messages from '../../assets/_locales/en/messages.json';
import type { Certainty, Location, NotLocated } from '../../lib/geo/location';
import { say } from '../../lib/report/say';
import type { DestinationRow } from '../../lib/report/tab-report';
import { howSure } from '../../lib/report/wording/how-sure';
import { statementOf, wordsOf } from '../../lib/report/wording/statement';
import type { Evidence, Finding } from '../../lib/rules/rule';
import { scenario } from '../scenarios/scenarios';
import { english } from './english';
import { EVERY_FINDING, LOCATIONS, MODEL } from './every-finding';
import { directory } from './fixture-directory';

interface Case {
  readonly row: DestinationRow;
  readonly evidence: Evidence;
  readonly words: readonly string[];
}

const CASES: readonly Case[] = EVERY_FINDING.map(({ row, evidence, phrases }) => ({
  row,
  evidence,
  words: phrases.map((said) => say(said, english)),
}));

/** The sentences that break a rule of wording, each once. */
function breaking(isRight: (each: Case) => boolean): string[] {
  return [...new Set(CASES.filter((each) => !isRight(each)).flatMap(({ words }) => words))];
}

describe(`${CASES.length} combinations of subject, location, evidence, operator and outcome`, () => {
  it('are two sentences, without empty slots, raw keys or doubled stops', () => {
    const whole = /^[A-Z].*[^.]\.$/;
    const broken = /\$|undefined|null|\[object|_|\(\)| {2}| ,|, \.|: \)|\. /;
    expect(
      breaking(
        ({ words }) =>
          words.length === 2 && words.every((text) => whole.test(text) && !broken.test(text)),
      ),
    ).toEqual([]);
  });

  it('are short: at most 40 words each', () => {
    expect(breaking(({ words }) => words.every((text) => text.split(' ').length <= 40))).toEqual(
      [],
    );
  });

  it('never make a place of a law: only a location puts anything in a country', () => {
    const placed = /(?:server|machine|device) (?:that may be )?in China/;
    const sent = /(?:sent|goes|went|hosted|located) (?:to|in) China/;
    expect(
      breaking(({ evidence, row, words: [what = '', why = ''] }) => {
        if (evidence.kind === 'location') return placed.test(what);
        const place = row.location.known ? /a server (?:that may be )?in Singapore/ : /^/;
        return place.test(what) && ![what, why].some((s) => placed.test(s) || sent.test(s));
      }),
    ).toEqual([]);
  });

  it('call a country certain only where the databases do', () => {
    expect(
      breaking(({ evidence, words: [what = ''] }) => {
        if (evidence.kind !== 'location') return true;
        const { certainty, networkAgrees } = evidence;
        const isAlone = certainty === 'single' && !networkAgrees;
        return (
          what.includes('that may be in') === (certainty === 'disagree' || isAlone) &&
          what.includes('databases disagree: China or Singapore') === (certainty === 'disagree')
        );
      }),
    ).toEqual([]);
  });

  it('say of an attempt that it was tried, never that something went there', () => {
    expect(
      breaking(
        ({ row, words }) => /\btried\b/.test(words[0] ?? '') === (row.outcome !== 'reached'),
      ),
    ).toEqual([]);
  });

  it('say so where nobody is known, and name nobody beside a person', () => {
    expect(
      breaking(({ row, words: [what = ''] }) => {
        if (row.peer === 'person') return !/run by|in the network of/.test(what);
        const isUnknown = row.vendor === null && row.network === null;
        return what.includes('run by an unknown company') === isUnknown;
      }),
    ).toEqual([]);
  });
});

describe('a finding in full', () => {
  const cases: [string, number, [string, string]][] = [
    [
      'voice-to-watched-country',
      0,
      [
        'Voice in this room goes through a server in China (two databases agree), run by Agora.',
        'Your watch list includes China: to be safe, don’t speak here.',
      ],
    ],
    [
      'voice-under-watched-jurisdiction',
      0,
      [
        'Voice in this room goes through a server in Singapore (two databases agree), run by Agora.',
        'The law of China reaches Agora (main offices there), and your watch list includes it: to be safe, don’t speak here.',
      ],
    ],
    [
      'check-only',
      0,
      [
        'A connection check went to a server in China (one database says so, and the network is run from China), run by Agora.',
        'Your watch list includes China: a check carries no voice, but it shows your internet address, which a VPN can hide.',
      ],
    ],
    [
      'cleartext',
      0,
      [
        'Room data goes unencrypted to a server in the Netherlands (two databases agree), in the network of Hetzner Online GmbH.',
        'Anyone on the way can read it: don’t join on a network you don’t trust.',
      ],
    ],
    [
      'claim-contradicted',
      3,
      [
        'Voice in this room goes through a server in China (two databases agree), run by Agora.',
        'Agora said otherwise of users like you (February 2021): unless a VPN moves you to another country, ask Agora about it.',
      ],
    ],
    [
      'databases-disagree',
      0,
      [
        'Voice in this room goes through a server that may be in China (databases disagree: China or Hong Kong, and the network is run from China), run by Tencent RTC.',
        'Your watch list includes China: to be safe, don’t speak here.',
      ],
    ],
    [
      'attempted-by-name',
      0,
      [
        'This page tried to send room data to a server in China (two databases agree, by the address in its name), run by Agora.',
        'Your watch list includes China: your name and your rooms may become known there, so consider leaving.',
      ],
    ],
  ];
  it.each(cases)('%s, finding %i', (name, index, expected) => {
    const report = scenario(name);
    const finding = report.findings[index] as Finding;
    const row = report.destinations.find(({ key }) => key === finding.destination);
    expect(
      wordsOf(finding, row as DestinationRow, directory).map((said) => say(said, english)),
    ).toEqual(expected);
  });
});

describe('how sure', () => {
  const known: [Certainty, string][] = [
    ['agree', 'two databases agree'],
    ['single', 'one database says so'],
    ['published', 'the operator says so'],
    ['user', 'your own database says so'],
  ];
  const unknown: [NotLocated, string][] = [
    ['disagree', 'databases disagree: China or Singapore'],
    ['none', 'no database knows this address'],
    ['anycast', 'many machines share one address'],
    ['special', 'not on the public internet'],
    ['hidden-by-proxy', 'a proxy or VPN hides the address'],
    ['not-observed', 'the browser gave no address'],
    ['person', 'directly to another person, as far as we can tell: not looked up'],
    ['no-database', 'the country data can’t be read'],
    ['ruled-out', 'it answered too fast to be in China or Singapore'],
  ];
  it.each([...known, ...unknown])('%s: %s', (name, words) => {
    const location = LOCATIONS.find((one) => (one.known ? one.certainty : one.because) === name);
    expect(say(howSure({ location: location as Location, locatedBy: 'address' }), english)).toBe(
      words,
    );
  });

  it('says a row without findings in the same shape', () => {
    const row = { ...MODEL, location: LOCATIONS[6] as Location, vendor: null, network: null };
    expect(say(statementOf(row, null, directory), english)).toBe(
      'Voice in this room goes through a server in one of many countries, run by an unknown company.',
    );
  });
});

describe('the messages', () => {
  it('fit the stores', () => {
    expect(messages.extension_name.message.length).toBeLessThanOrEqual(45);
    expect(messages.extension_description.message.length).toBeLessThanOrEqual(132);
  });

  it('hold no markup and no control characters', () => {
    for (const { message } of Object.values(messages)) expect(message).not.toMatch(/[<>\p{Cc}]/u);
  });
});
