import { describe, expect, it } from 'vitest';
import { alertOf } from '../../lib/report/alert';
import { say } from '../../lib/report/say';
import type { TabReport } from '../../lib/report/tab-report';
import { SCENARIOS, scenario } from '../scenarios/scenarios';
import { english } from './english';
import { directory } from './fixture-directory';

const none: ReadonlySet<string> = new Set();
const shown = (report: TabReport, told: ReadonlySet<string> = none) => {
  const alert = alertOf(report, told, directory);
  return (
    alert && {
      title: say(alert.title, english),
      sentences: alert.sentences.map((each) => say(each, english)),
      keys: alert.keys,
    }
  );
};

describe('an alert', () => {
  it('says what is new and what to do', () => {
    expect(shown(scenario('cleartext'))).toEqual({
      title: 'Earshot warns: rooms.example',
      sentences: [
        'Room data goes unencrypted to a server in the Netherlands, in the network of Hetzner Online GmbH.',
        'Anyone on the way can read it: don’t join on a network you don’t trust.',
      ],
      keys: ['own-site as24940 none cleartext'],
    });
  });

  it.each(['check-only', 'attempted-by-name', 'nothing-found', 'anycast'])(
    'is not for what is less than a warning: %s',
    (name) => expect(shown(scenario(name))).toBeNull(),
  );

  it('tells each app, company, country and kind once', () => {
    const report = scenario('voice-to-watched-country');
    const first = shown(report);
    expect(first?.keys.length).toBeGreaterThan(1);
    expect(shown(report, new Set(first?.keys))).toBeNull();
    const [, ...others] = first?.keys ?? [];
    expect(shown(report, new Set(others))?.keys).toEqual(first?.keys.slice(0, 1));
    // Another app with the same company and country is news.
    const elsewhere = { ...report, app: 'elsewhere' as TabReport['app'] };
    expect(shown(elsewhere, new Set(first?.keys))?.keys).toHaveLength(first?.keys.length ?? 0);
  });

  it('remembers no host, no address and no page', () => {
    for (const { report } of SCENARIOS) {
      const keys = shown(report)?.keys.join('\n') ?? '';
      expect(keys).not.toContain(new URL(report.page).host);
      for (const { endpoint } of report.destinations) {
        for (const part of [endpoint.hostname, endpoint.address]) {
          if (part !== null) expect(keys).not.toContain(part);
        }
      }
    }
  });

  it('stays short, whatever was found', () => {
    for (const { report } of SCENARIOS) {
      expect(shown(report)?.sentences.length ?? 0).toBeLessThanOrEqual(3);
    }
  });
});
