import { describe, expect, it } from 'vitest';
import {
  BADGE_BACKGROUND,
  BADGE_COLOUR,
  badgeOf,
  ICON_STATES,
  type IconState,
} from '../../lib/report/badge';
import type { Mute } from '../../lib/report/mute';
import { say } from '../../lib/report/say';
import type { TabReport } from '../../lib/report/tab-report';
import type { Finding } from '../../lib/rules/rule';
import { SCENARIOS, type Scenario, scenario, withManyDestinations } from '../scenarios/scenarios';
import { english } from './english';
import { directory } from './fixture-directory';

const show = (report: TabReport | null) => {
  const { text, icon, title } = badgeOf(report, directory);
  return { text, icon, title: say(title, english) };
};

describe('the badge', () => {
  it('is off where nothing is watched', () => {
    expect(show(null)).toEqual({ text: '', icon: 'off', title: 'Earshot: not watching this page' });
  });

  const cases: [string, string, IconState, string][] = [
    [
      'voice-to-watched-country',
      'CN',
      'warning',
      'Warning. Voice in this room goes through a server in China, run by Agora.',
    ],
    // A company's law is no place: its country never stands in the badge.
    [
      'voice-under-watched-jurisdiction',
      '1',
      'warning',
      'Warning. Voice in this room goes through a server in Singapore, run by Agora.',
    ],
    [
      'check-only',
      'CN',
      'notice',
      'Notice. A connection check went to a server in China, run by Agora.',
    ],
    [
      'cleartext',
      '1',
      'warning',
      'Warning. Room data goes unencrypted to a server in the Netherlands, in the network of Hetzner Online GmbH.',
    ],
    [
      'attempted-by-name',
      'CN',
      'notice',
      'Notice. This page tried to send room data to a server in China, run by Agora.',
    ],
    ['partial-coverage', '?', 'incomplete', 'nothing found, but not everything could be seen'],
    ['started-late', '?', 'incomplete', 'nothing found, but not everything could be seen'],
    ['proxied', '?', 'incomplete', 'nothing found, but not everything could be seen'],
    ['no-database', '?', 'incomplete', 'can’t tell countries right now'],
    ['anycast', '?', 'incomplete', 'nothing found, but not everything could be seen'],
    ['nothing-found', '', 'watching', 'watching, nothing found'],
    ['nothing-yet', '', 'watching', 'watching, nothing found'],
    ['person-to-person', '', 'watching', 'watching, nothing found'],
  ];
  it.each(cases)('%s', (name, text, icon, title) => {
    expect(show(scenario(name))).toEqual({ text, icon, title: `Earshot: ${title}` });
  });

  it.each(['nothing-found', 'nothing-yet'])(
    'never looks safe once the access is taken back: %s',
    (name) => {
      const badge = show({ ...scenario(name), coverage: 'none' });
      const title = 'Earshot may no longer see this page.';
      expect(badge).toMatchObject({ icon: 'incomplete', text: '?', title });
    },
  );

  it('still warns of what was found before the access was taken back', () => {
    const report = scenario('voice-to-watched-country');
    expect(show({ ...report, coverage: 'none' })).toEqual(show(report));
  });

  it('says partial coverage in its title even where nothing is known to be missing', () => {
    const report = { ...scenario('nothing-found'), coverage: 'partial' as const };
    expect(show(report).title).toBe('Earshot: watching, nothing found; partial coverage');
  });

  it('is quiet about what was muted, and says so; the rest is heard', () => {
    const { report, settings } = SCENARIOS.find(({ name }) => name === 'muted') as Scenario;
    const of = (mutes: readonly Mute[]) => {
      const { text, icon, title } = badgeOf(report, directory, mutes);
      return [text, icon, say(title, english)];
    };
    expect(of([])).toMatchObject(['1', 'warning', expect.stringContaining('Warning.')]);
    expect(of(settings.muted)).toEqual([
      '',
      'watching',
      'Earshot: nothing found beyond what you muted',
    ]);
    const other: Mute = { ...(settings.muted[0] as Mute), site: 'discord' };
    expect(of([other])[1]).toBe('warning');
  });

  it('counts in at most four characters', () => {
    const report = withManyDestinations(300);
    const [model] = report.findings;
    const findings = report.destinations.map(({ key }) => ({ ...model, destination: key }));
    expect(show({ ...report, findings: findings as Finding[] }).text).toBe('99+');
    for (const { report: each } of SCENARIOS) expect(show(each).text.length).toBeLessThanOrEqual(4);
  });

  it('leaves out findings whose row is gone', () => {
    expect(show({ ...scenario('cleartext'), destinations: [] }).icon).toBe('watching');
  });

  it.each(ICON_STATES)('is readable: %s has at least 4.5 to 1', (state) => {
    expect(contrast(BADGE_BACKGROUND[state], BADGE_COLOUR)).toBeGreaterThanOrEqual(4.5);
  });
});

/** WCAG 2.2, contrast ratio. */
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
