import { writeFileSync } from 'node:fs';
import { reportSchema } from './report-schema';

writeFileSync('docs/report.schema.json', `${JSON.stringify(reportSchema(), null, 2)}\n`);
