import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCountryCode } from '../../lib/country';
import { isMuted } from '../../lib/report/mute';
import { popupView } from '../../lib/report/popup-view';
import { rowDetails } from '../../lib/report/row-details';
import { hostText, rowView } from '../../lib/report/row-view';
import { speakerOf } from '../../lib/report/say';
import type { DestinationRow, TabReport } from '../../lib/report/tab-report';
import type { Settings } from '../../lib/settings';
import { SCENARIOS, type Scenario, scenario, withManyDestinations } from '../scenarios/scenarios';
import { english } from './english';
import { directory } from './fixture-directory';

const DATABASES = [
  { id: 'dbip', name: 'DB-IP Lite', date: '2026-06-01' },
  { id: 'ipfire', name: 'IPFire', date: '2026-06-25' },
];
const context = { directory, databases: DATABASES, speaker: english, here: null };

/** The popup as somebody would read it out, every row opened. */
function readOut({ report, settings }: Scenario): string {
  const view = popupView(report, directory, english, settings.muted);
  const lines = [`[${view.tone}] ${view.page}`, view.headline, ...view.notes, view.advice ?? ''];
  for (const { title, summary, rows } of view.sections) {
    lines.push('', `${title}: ${summary}`);
    for (const row of rows) lines.push(...readRow(row, report, settings));
  }
  return [...lines, '', ...view.gaps, `coverage: ${view.coverage}`, ''].join('\n');
}

function readRow(row: DestinationRow, report: TabReport, settings: Settings): string[] {
  const findings = report.findings.filter(({ destination }) => destination === row.key);
  const hostOfRow = (key: string) => {
    const other = report.destinations.find((each) => each.key === key);
    return other === undefined ? null : hostText(other);
  };
  const view = rowView(row, findings, hostOfRow, directory, english);
  return [
    `- ${view.place} (${view.sure}) ${view.severityWord}`.trimEnd(),
    ...findings
      .filter((finding) => isMuted(settings.muted, report, { finding, row }))
      .map(({ rule }) => `  (muted: ${rule})`),
    ...[[view.operator, view.law], [view.network, view.host], [view.hearing], view.remarks]
      .map((parts) => parts.filter((part) => part !== null && part !== '').join(' | '))
      .filter((line) => line !== '')
      .map((line) => `  ${line}`),
    ...rowDetails(row, findings, report.destinations, {
      ...context,
      here: parseCountryCode(settings.here),
    })
      // Times are told in the reader's own zone.
      .filter(({ term }) => term !== 'What was seen')
      .flatMap(({ term, lines }) => [
        `    ${term}`,
        ...lines.map(({ text, source, checked }) =>
          source ? `      ${text} <${source}> ${checked}` : `      ${text}`,
        ),
      ]),
  ];
}

describe('the popup, read out', () => {
  it.each(SCENARIOS)('$name', async (each) => {
    await expect(readOut(each)).toMatchFileSnapshot(`./read-out/${each.name}.txt`);
  });
});

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
      'long-and-strange-names',
      'nothing-found',
      'nothing-yet',
      'person-to-person',
      'voice-at-home',
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
      { numRuns: 300 },
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
