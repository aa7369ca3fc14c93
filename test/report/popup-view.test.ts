import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { popupView } from '../../lib/report/popup-view';
import { rowDetails } from '../../lib/report/row-details';
import { rowView } from '../../lib/report/row-view';
import { speakerOf } from '../../lib/report/say';
import type { DestinationRow, TabReport } from '../../lib/report/tab-report';
import { runs } from '../fuzz-runs';
import { SCENARIOS, scenario, withManyDestinations } from '../scenarios/scenarios';
import { english } from './english';
import { directory } from './fixture-directory';
import { LANGUAGES } from './languages';
import { DATABASES, readOut } from './read-out';

const context = { directory, databases: DATABASES, speaker: english, here: null };

/** Those that somebody has read through; English stands first. */
const REVIEWED = new Set(['en', 'zh_CN', 'ar']);

describe.each(LANGUAGES.filter(({ locale }) => REVIEWED.has(locale)))(
  'the popup, read out: $locale',
  ({ locale, speaker }) => {
    const folder = locale === 'en' ? './read-out' : `./read-out/${locale}`;
    it.each(SCENARIOS)('$name', async (each) => {
      await expect(readOut(each, speaker)).toMatchFileSnapshot(`${folder}/${each.name}.txt`);
    });
  },
);

describe('the popup', () => {
  it.each(SCENARIOS.map(({ name, report }) => [name, report] as const))(
    'has its four rows in their order: %s',
    (_, report) => {
      const { sections } = popupView(report, directory, english);
      expect(sections.map(({ title }) => title)).toEqual([
        'Voice',
        'Room data',
        'Checks',
        'Everything else',
      ]);
      expect(sections.flatMap(({ rows }) => rows)).toHaveLength(report.destinations.length);
    },
  );

  it('is calm only where everything was seen and nothing found', () => {
    const calm = SCENARIOS.filter(
      ({ report }) => popupView(report, directory, english).tone === 'calm',
    );
    expect(calm.map(({ name }) => name)).toEqual([
      'background-dead',
      'claim-not-visible',
      'from-cache-and-failed',
      'identifier-to-third-party',
      'long-and-strange-names',
      'microphone-muted',
      'nothing-found',
      'nothing-yet',
      'outside-room',
      'person-to-person',
      'voice-at-home',
      'voice-end-to-end-encrypted',
      'voice-heard-by-server',
      'voice-heard-in-part',
      'voice-likely-over-websocket',
    ]);
    const partial: TabReport = { ...scenario('nothing-found'), coverage: 'partial' };
    expect(popupView(partial, directory, english).tone).toBe('unsure');
  });

  it('puts what was found first and then keeps the order of arrival', () => {
    const report = withManyDestinations(300);
    const found = report.destinations.at(-1) as DestinationRow;
    const findings = [
      ...report.findings,
      {
        rule: 'cleartext',
        severity: 'notice' as const,
        destination: found.key,
        evidence: {
          kind: 'cleartext' as const,
          transport: 'http' as const,
          subject: 'other' as const,
        },
      },
    ];
    const other = popupView({ ...report, findings }, directory, english).sections[3];
    expect(other?.rows[0]?.key).toBe(found.key);
    expect(other?.found).toBe(1);
    const reached =
      other?.rows.slice(1).filter((row) => row.outcome === 'reached' && row.vendor === null) ?? [];
    expect(reached).toEqual([...reached].sort((a, b) => a.firstSeen - b.firstSeen));
  });

  it.each([
    ['voice-under-watched-jurisdiction', 0, ['vendor']],
    ['check-only', 1, ['place']],
    ['cleartext', 1, ['transport']],
  ])('marks what a finding rests on, and only that: %s', (name, index, axes) => {
    const { destinations, findings } = scenario(name);
    const row = destinations[index] as DestinationRow;
    const about = findings.filter(({ destination }) => destination === row.key);
    expect([...rowView(row, about, () => null, directory, english).foundIn]).toEqual(axes);
  });

  it('shows nothing as safe without databases', () => {
    const { headline, tone, notes } = popupView(scenario('no-database'), directory, english);
    expect([headline, tone, notes.join(' ')]).toEqual([
      'Earshot can’t tell countries right now.',
      'unsure',
      'The country data can’t be read, so nothing here counts as safe.',
    ]);
  });

  it.each([
    [
      'own-voice',
      [
        'sound: 410 kB sent, 1.2 MB received',
        'data channel: 1.2 kB sent, 0 byte received',
        'your voice is being sent',
      ],
    ],
    ['video-only', ['video: 0 byte sent, 8.2 MB received', 'your voice wasn’t seen being sent']],
    ['voice-to-watched-country', []],
  ])('tells each kind apart, and whose voice it was: %s', (name, said) => {
    const [row] = scenario(name).destinations;
    const lines = rowDetails(row as DestinationRow, [], [], context)
      .filter(({ term }) => term === 'What was seen')
      .flatMap(({ lines }) => lines.map(({ text }) => text));
    expect(lines.slice(1, -1)).toEqual(said);
  });

  it('never gives the other person away', () => {
    const report = scenario('person-to-person');
    const person = report.destinations[0] as DestinationRow;
    const known = JSON.stringify(rowDetails(person, [], [person], context));
    expect(known).not.toMatch(/Address|Network|\d+\.\d+\.\d+/);
  });

  it('takes whatever a host may be called, word for word', () => {
    const names = fc.oneof(
      fc.constantFrom('__proto__', 'constructor', '=cmd.example', 'a"b.com', '$1.example', '$$'),
      fc.string({ minLength: 1, maxLength: 253 }),
    );
    fc.assert(
      fc.property(names, names, (host, organisation) => {
        const [model] = scenario('check-only').destinations;
        const row = {
          ...model,
          endpoint: { hostname: host, address: null, port: null },
          vendor: null,
          network: { asn: 65000, organisation, registeredIn: null },
        } as DestinationRow;
        const report = { ...scenario('nothing-yet'), destinations: [row] };
        const view = rowView(row, [], () => null, directory, english);
        expect(view.host).toBe(host);
        expect(view.network).toBe(`Network of ${organisation}`);
        expect(popupView(report, directory, english).sections[0]?.rows).toEqual([row]);
        expect(rowDetails(row, [], [row], context).length).toBeGreaterThan(0);
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('in a language without a plural', () => {
  it('takes the form that every language has', () => {
    const speaker = speakerOf((key, slots) =>
      key === 'language_tag' ? 'ja' : key.endsWith('_other') ? `${key} ${slots.join()}` : '',
    );
    expect(popupView(scenario('check-only'), directory, speaker).sections[0]?.summary).toBe('');
  });
});
