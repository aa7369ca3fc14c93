import { describe, expect, it } from 'vitest';
import { isMuted, type Mute, muteOf, unmuted, withMute, withoutMutes } from '../../lib/report/mute';
import { type Placed, rankFindings } from '../../lib/report/rank';
import type { TabReport } from '../../lib/report/tab-report';
import { muteText } from '../../lib/report/wording/mute';
import type { Finding } from '../../lib/rules/rule';
import { parseSettings } from '../../lib/settings';
import { scenario } from '../scenarios/scenarios';
import { english } from './english';
import { directory } from './fixture-directory';

const report = scenario('voice-to-watched-country');
const [worst] = rankFindings(report) as [Placed];
const mute: Mute = {
  site: 'clubhouse',
  subject: 'voice',
  kind: 'location',
  severity: 'warning',
  country: 'CN',
  by: { kind: 'vendor', id: 'agora' },
};

describe('muting a finding', () => {
  it('remembers app, subject, kind, country and company: no room, no address', () => {
    expect(muteOf(report, worst)).toEqual(mute);
  });

  const row = worst.row;
  const cases: [string, Partial<TabReport>, Partial<Placed>, boolean][] = [
    ['the same', {}, {}, true],
    [
      'the same at another machine of the company',
      {},
      { row: { ...row, endpoint: { ...row.endpoint, hostname: 'b.agora.io' as never } } },
      true,
    ],
    ['another app', { app: 'discord' as never }, {}, false],
    ['a site of the user’s own', { app: null }, {}, false],
    ['another subject', {}, { row: { ...row, subject: 'room-data' } }, false],
    [
      'another country',
      {},
      {
        finding: {
          ...worst.finding,
          evidence: { ...worst.finding.evidence, country: 'RU' },
        } as Finding,
      },
      false,
    ],
    [
      'another company',
      {},
      { row: { ...row, vendor: { ...row.vendor, vendor: 'x' } as never } },
      false,
    ],
    ['a company nobody knows', {}, { row: { ...row, vendor: null } }, false],
  ];
  it.each(cases)('%s', (_, page, placed, isQuiet) => {
    expect(isMuted([mute], { ...report, ...page }, { ...worst, ...placed })).toBe(isQuiet);
  });

  const lighter: Mute = { ...mute, severity: 'notice' };
  const asNotice = { ...worst, finding: { ...worst.finding, severity: 'notice' as const } };
  it.each([
    ['a notice, of a notice', lighter, asNotice, true],
    ['a notice, of a warning: that is news', lighter, worst, false],
    ['a warning, of a notice', mute, asNotice, true],
  ])('covers what weighs no more: %s', (_, muted, placed, isQuiet) => {
    expect(isMuted([muted], report, placed)).toBe(isQuiet);
  });

  it('takes the place of what it covers, and is taken back by any of it', () => {
    const other: Mute = { ...mute, site: 'discord' };
    expect(withMute([lighter, other], mute)).toEqual([other, mute]);
    expect(withoutMutes([mute, other], [lighter])).toEqual([other]);
    expect(withoutMutes([lighter, other], [mute])).toEqual([lighter, other]);
  });

  it('takes the domain of a company nobody knows, else the network', () => {
    const unknown = { ...row, vendor: null };
    const host = { ...row.endpoint, hostname: 'a.b.example.com' as never };
    const nameless = { ...row.endpoint, hostname: null };
    const by = (part: object) => muteOf(report, { ...worst, row: { ...unknown, ...part } }).by;
    expect(by({ endpoint: host })).toEqual({ kind: 'domain', name: 'example.com' });
    expect(by({ endpoint: nameless })).toEqual({ kind: 'network', asn: 37963 });
    expect(by({ endpoint: nameless, network: null })).toEqual({ kind: 'nobody' });
  });

  it('takes away what is muted, and nothing else', () => {
    const left = unmuted(report, [mute]).findings;
    expect(report.findings.filter((finding) => !left.includes(finding))).toEqual([worst.finding]);
    expect(unmuted(report, [])).toBe(report);
  });

  it('is named without a sentence', () => {
    const name = () => 'Clubhouse';
    expect(muteText(mute, name, directory, english)).toBe(
      'Warning · Voice · Location · China · Agora · Clubhouse',
    );
    const own: Mute = {
      site: 'https://rooms.example',
      subject: 'other',
      kind: 'cleartext',
      severity: 'notice',
      country: null,
      by: { kind: 'domain', name: 'example.com' },
    };
    expect(muteText(own, () => null, directory, english)).toBe(
      'Notice · Everything else · No encryption · example.com · rooms.example',
    );
    // Two Latin names beside each other would change places between Arabic ones.
    expect(muteText(mute, name, directory, { ...english, language: 'ar' })).toContain(
      '\u2068Agora\u2069 · \u2068Clubhouse\u2069',
    );
  });

  it('survives storage, and what cannot be read mutes nothing', () => {
    const stored = { ...parseSettings(null), muted: [mute] };
    expect(parseSettings(JSON.parse(JSON.stringify(stored)))).toEqual(stored);
    const broken = { ...stored, sites: ['https://rooms.example'], muted: [{ site: 'x' }] };
    expect(parseSettings(broken)).toMatchObject({ sites: ['https://rooms.example'], muted: [] });
  });
});
