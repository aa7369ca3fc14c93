import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DestinationRow, TabReport } from '../../lib/report/tab-report';

/** One situation, as the popup, the badge, the tests and the screenshots all get it. */
export interface Scenario {
  readonly name: string;
  readonly about: string;
  readonly report: TabReport;
}

export const SCENARIOS: readonly Scenario[] = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => ({
    name: file.replace(/\.json$/, ''),
    ...JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')),
  }));

export function scenario(name: string): TabReport {
  const found = SCENARIOS.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no scenario ${name}`);
  return found.report;
}

/** The same call on a page that contacts `count` machines. */
export function withManyDestinations(count: number): TabReport {
  const report = scenario('voice-under-watched-jurisdiction');
  const model = report.destinations.find(({ subject }) => subject === 'room-data');
  if (model === undefined) throw new Error('the scenario has no room data');
  const more = Array.from({ length: count - report.destinations.length }, (_, index) =>
    variant(model, index),
  );
  return { ...report, destinations: [...report.destinations, ...more] };
}

const COUNTRIES = ['US', 'DE', 'SG', 'JP', 'IE', 'NL', 'FR', 'BR', 'IN', 'GB'];
const HOSTS = ['rooms.example', 'metrics.example', 'a-rather-long-company-name.example'];

function variant(model: DestinationRow, index: number): DestinationRow {
  const hostname = `edge-${index}.${HOSTS[index % HOSTS.length]}`;
  const subject = index < 20 ? 'room-data' : index < 60 ? 'check' : 'other';
  const country = COUNTRIES[index % COUNTRIES.length];
  return {
    ...model,
    key: `${subject} http https ${hostname}:443 203.0.113.${index % 250}`,
    subject,
    endpoint: { hostname, address: `203.0.113.${index % 250}`, port: 443 },
    vendor: null,
    location:
      index % 17 === 3
        ? { known: false, because: 'none', detail: '', answers: [] }
        : { known: true, country, certainty: 'agree', answers: [] },
    outcome: index % 23 === 5 ? 'attempted' : 'reached',
    requests: 1 + (index % 9),
  } as unknown as DestinationRow;
}
