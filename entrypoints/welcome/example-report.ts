import type { TabReport } from '../../lib/report/tab-report';
// One of the recorded situations that the tests of wording and popup are about.
import scenario from '../../test/scenarios/voice-to-watched-country.json';

/** What the recorded file leaves out. */
const USUAL = { software: [] };

const { report } = scenario;

/** A room as Earshot shows it, to look at before there is one of one's own. */
export const EXAMPLE = {
  ...report,
  destinations: report.destinations.map((row) => ({ ...USUAL, ...row })),
} as unknown as TabReport;
