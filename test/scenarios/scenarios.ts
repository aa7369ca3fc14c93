import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultPolicy } from '../../lib/presets';
import type { DestinationRow, TabReport } from '../../lib/report/tab-report';
import { assess } from '../../lib/rules/assess';
import { parseSettings, type Settings } from '../../lib/settings';
import { directory } from '../report/fixture-directory';
import { fullRow, type ShortRow } from './short-row';

/** One situation, as the popup, the badge, the tests and the screenshots all get it. */
export interface Scenario {
  readonly name: string;
  readonly about: string;
  readonly report: TabReport;
  readonly settings: Settings;
  /** The background still answers. */
  readonly answering: boolean;
}

/** A scenario's file: a whole report, or what is special about one. */
interface ScenarioFile {
  readonly about: string;
  readonly settings?: Partial<Settings>;
  readonly answering?: boolean;
  readonly report?: TabReport;
  /** Findings follow from the rules. */
  readonly rows?: readonly ShortRow[];
  /** What else is unusual about the report. */
  readonly page?: Partial<TabReport>;
}

export const SCENARIOS: readonly Scenario[] = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) =>
    toScenario(
      file.replace(/\.json$/, ''),
      JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')),
    ),
  );

function toScenario(name: string, file: ScenarioFile): Scenario {
  const settings = parseSettings({ ...parseSettings(null), ...file.settings });
  const report = file.report ? complete(file.report) : judged(file, settings);
  return { name, about: file.about, report, settings, answering: file.answering ?? true };
}

/** Files leave out what is usual. */
function complete(report: TabReport): TabReport {
  const usual = { software: [], late: false, proxied: false };
  const destinations = report.destinations.map((row) => ({ ...usual, ...row }));
  return { ...report, place: report.place ?? null, destinations };
}

function judged({ rows = [], page }: ScenarioFile, { here }: Settings): TabReport {
  const destinations = rows.map(fullRow);
  return {
    version: 1,
    page: 'https://www.clubhouse.com',
    documentId: null,
    origins: ['https://www.clubhouse.com'],
    app: 'clubhouse' as never,
    place: 'room',
    startedAt: 1_795_199_400_000,
    destinations,
    findings: destinations.flatMap((row) =>
      assess(
        row.key,
        { ...row, destination: row, user: here as never },
        directory,
        defaultPolicy(),
      ),
    ),
    coverage: 'full',
    gaps: [],
    proxied: false,
    meters: [],
    ...page,
  };
}

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
