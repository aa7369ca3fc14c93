import { writeFileSync } from 'node:fs';
import { AUDIT_USAGE, parseAuditOptions } from './audit-options';
import { auditPages } from './audit-pages';
import { destinationsCsv } from './destinations-csv';
import { Failure } from './failure';
import { loadKnowledge } from './load-knowledge';

const EXIT = { nothingFound: 0, warnings: 1 } as const;

/** `earshot audit`: what the popup shows of each page, on the terminal, as JSON and as CSV. */
export async function audit(args: readonly string[]): Promise<number> {
  const options = parseAuditOptions(args);
  if (options === null) {
    process.stdout.write(AUDIT_USAGE);
    return EXIT.nothingFound;
  }
  const knowledge = loadKnowledge(options.databases);
  const { reports, failures } = await auditPages(options, knowledge);
  if (options.json !== null && reports.length > 0) {
    const [only] = reports;
    const content = options.urls.length === 1 ? only : reports;
    writeFileSync(options.json, `${JSON.stringify(content, null, 2)}\n`);
  }
  if (options.csv !== null && reports.length > 0) {
    writeFileSync(options.csv, destinationsCsv(reports));
  }
  if (failures.length > 0) throw new Failure(failures.join('\n'));
  const warned = reports.some(({ findings }) =>
    findings.some(({ severity }) => severity === 'warning'),
  );
  return warned ? EXIT.warnings : EXIT.nothingFound;
}
