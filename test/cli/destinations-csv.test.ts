import { describe, expect, it } from 'vitest';
import { destinationsCsv } from '../../cli/destinations-csv';
import { parseAddress } from '../../lib/address';
import { parseHostname } from '../../lib/hostname';
import type { AuditReport } from '../../lib/report/audit-report';
import type { TabReport } from '../../lib/report/tab-report';
import { toAuditReport } from '../../lib/report/to-audit-report';
import { bench } from '../judgements/judged';
import { SCENARIOS, scenario } from '../scenarios/scenarios';
import { readCsv } from './read-csv';

const COLUMNS =
  'page,subject,traffic,host,address,port,transport,reached,peer,country,certainty,asn,network,' +
  'vendor,vendorName,jurisdictions,networkJurisdictions,findings,late,requests,bytesSent,' +
  'bytesReceived,firstSeen,lastSeen,headline';

function audited(report: TabReport): AuditReport {
  return toAuditReport(report, bench.knowledge, {
    url: report.page,
    endedAt: 0,
    headline: '=a headline',
    here: null,
    earshot: '',
    browser: { kind: 'chromium', version: '' },
  });
}

/** The cells of one line by their columns. */
function cellsOf(table: string, line: number): Readonly<Record<string, string>> {
  const cells = readCsv(table)[line] ?? [];
  return Object.fromEntries(COLUMNS.split(',').map((name, i) => [name, cells[i] ?? '']));
}

describe('the table of an audit', () => {
  it('has these columns, and a line for each destination of each page', () => {
    const reports = SCENARIOS.map(({ report }) => audited(report));
    const lines = destinationsCsv(reports).split('\r\n');
    expect(lines[0]).toBe(COLUMNS);
    const rows = reports.reduce((sum, { destinations }) => sum + destinations.length, 0);
    expect(lines).toHaveLength(1 + rows + 1);
  });

  it('keeps where a machine is and who runs it apart', () => {
    const table = destinationsCsv([audited(scenario('voice-under-watched-jurisdiction'))]);
    const { subject, country, vendor, jurisdictions, findings } = cellsOf(table, 1);
    expect({ subject, country, vendor, jurisdictions, findings }).toMatchInlineSnapshot(`
      {
        "country": "SG",
        "findings": "warning:voice-under-watched-jurisdiction",
        "jurisdictions": "KY CN US",
        "subject": "voice",
        "vendor": "agora",
      }
    `);
  });

  it.each(SCENARIOS)(
    'names a country where a machine is known to be, and nowhere else: $name',
    ({ report }) => {
      const table = destinationsCsv([audited(report)]);
      const countries = report.destinations.map((_, i) => cellsOf(table, i + 1).country);
      expect(countries).toEqual(
        report.destinations.map(({ location }) => (location.known ? location.country : '')),
      );
    },
  );

  it.each(['=1+1', '+1', '@SUM(A1)', '-1'])("runs no %s of the page's making", (text) => {
    const report = audited(scenario('voice-to-watched-country'));
    const destinations = report.destinations.map((row) => ({
      ...row,
      host: text,
      network: text,
      vendorName: text,
    }));
    const table = destinationsCsv([{ ...report, page: text, destinations }]);
    const { page, host, network, vendorName, headline } = cellsOf(table, 1);
    expect([page, host, network, vendorName]).toEqual(Array(4).fill(`'${text}`));
    expect(headline).toBe("'=a headline");
  });

  it('holds no address of a person', () => {
    const report = scenario('person-to-person');
    expect(report.destinations.some(({ peer }) => peer === 'person')).toBe(true);
    const table = destinationsCsv([audited(report)]);
    const person = cellsOf(table, 1);
    expect(person).toMatchObject({ peer: 'person', host: '', address: '', port: '', country: '' });
  });

  // The rule is kept where a path is made into a row; what is exported doesn't rely on it alone.
  it('holds none even where a row has one by mistake', () => {
    const report = scenario('person-to-person');
    const [person] = report.destinations;
    const endpoint = {
      hostname: parseHostname('its-name.example'),
      address: parseAddress('3.80.0.10'),
      port: 9,
    };
    const told = destinationsCsv([
      audited({ ...report, destinations: person ? [{ ...person, endpoint }] : [] }),
    ]);
    expect(told).not.toContain('3.80.0.10');
    expect(told).not.toContain('its-name');
  });
});
